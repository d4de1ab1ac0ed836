import type { Page } from "playwright-core"

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
