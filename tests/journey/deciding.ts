import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { otklik } from "../city.ts"

/** A line of the ledger, as far as journeys look at it. */
export interface Entry {
  readonly id: string
  readonly subject: string
  readonly change: {
    readonly kind: string
    readonly verdict?: string
    readonly messages?: ReadonlyArray<string>
  }
  /** of a split */
  readonly messages?: number
  readonly undoneBy: string | null
  readonly pending: boolean
}

/** What the server answers the reader of a page. */
export const ask = async <A>(page: Page, url: string): Promise<A> =>
  (await page.request.get(url)).json() as Promise<A>

/** The last hundred decisions of a kind. */
export const entries = async (page: Page, kind: string) =>
  (await ask<{ items: ReadonlyArray<Entry> }>(page, `/api/decisions?kind=${kind}&limit=100`)).items

/** Opens the curator's queue and waits until a message is read. */
export const openInbox = async (page: Page) => {
  await page.goto("/inbox")
  await page.getByRole("article", { name: /Сообщение|Message/ }).waitFor({ timeout: 120_000 })
}

/** Waits until the server tells as much: its database opens, and decisions are sent, in the background. */
export const until = async <A, B extends A = A>(
  read: () => Promise<A>,
  holds: ((value: A) => value is B) | ((value: A) => boolean)
): Promise<B> => {
  const [value, end] = [await read(), performance.now() + 90_000]
  for (let now = value; ; now = await read()) {
    if (holds(now)) return now as B
    if (performance.now() > end)
      throw new Error(`it never came to hold: ${JSON.stringify(now).slice(0, 2_000)}`)
  }
}

/** Builds a store once all that was decided lies in it, which a server sees to every two seconds. */
export const buildDecided = async (page: Page, store: string, ...options: ReadonlyArray<string>) => {
  const { last } = await ask<{ last: number }>(page, "/api/decisions?limit=1")
  await until(
    async () => (existsSync(join(store, "decisions")) ? readdirSync(join(store, "decisions")) : []),
    (names) => names.some((name) => Number(/(\d+)\.ndjson$/.exec(name)?.[1]) >= last)
  )
  otklik(store, "build", ...options)
}
