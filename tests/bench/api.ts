import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { city, otklik } from "../city.ts"
import { ask, type Asked, type Answered } from "./api/ask.ts"
import { building } from "./api/building.ts"
import { slices } from "./api/slices.ts"

interface Load {
  readonly step: string
  /** what p95 should be, in milliseconds */
  readonly within: number
  /** requests under way at once */
  readonly connections: number
  readonly requests: (first: First) => ReadonlyArray<Asked>
}

/** What one answer of the backlog says to ask next. */
interface First {
  readonly tag: string
  readonly themes: ReadonlyArray<string>
  readonly lastDay: string
}

const again = (count: number, asked: Asked) => Array.from({ length: count }, () => asked)

const loads: ReadonlyArray<Load> = [
  {
    step: "unfiltered backlog",
    within: 10,
    connections: 4,
    requests: () => again(1000, { path: "/api/backlog" })
  },
  {
    step: "backlog not modified (304)",
    within: 10,
    connections: 4,
    requests: ({ tag }) =>
      again(1000, { path: "/api/backlog", headers: { "if-none-match": tag }, status: 304 })
  },
  {
    step: "slices, each for the first time",
    within: 150,
    connections: 1,
    requests: ({ lastDay }) => slices(lastDay).map((query) => ({ path: `/api/backlog?${query}` }))
  },
  {
    step: "why, each theme for the first time",
    within: 50,
    connections: 1,
    requests: ({ themes }) => themes.map((theme) => ({ path: `/api/themes/${theme}/why` }))
  }
]

const quantile = (sorted: ReadonlyArray<number>, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0

const told = ({ step, within }: Load, beside: string, answers: ReadonlyArray<Answered>) => {
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const ms = (share: number) => Number(quantile(times, share).toFixed(1))
  return {
    step,
    beside,
    requests: answers.length,
    p50: ms(0.5),
    p95: ms(0.95),
    p99: ms(0.99),
    within,
    errors: answers.filter(({ wrong }) => wrong).length,
    load: Number(loadavg()[0]!.toFixed(1))
  }
}

const firstOf = async (url: string): Promise<First> => {
  const answer = await fetch(`${url}/api/backlog?limit=200`)
  if (!answer.ok)
    throw new Error(
      `The store is not served (${answer.status}: ${await answer.text()}). Build it with this version first: otklik build --force.`
    )
  const { asOf, items } = (await answer.json()) as {
    readonly asOf: string
    readonly items: ReadonlyArray<{ readonly theme: string }>
  }
  const backlog = await fetch(`${url}/api/backlog`, { headers: { "accept-encoding": "identity" } })
  await backlog.arrayBuffer()
  const tag = backlog.headers.get("etag") ?? ""
  await (await fetch(`${url}/api/inbox?limit=1`)).arrayBuffer()
  return { tag, themes: items.map(({ theme }) => theme), lastDay: asOf.slice(0, 10) }
}

/** Loads one server freshly started over a store; a line a load. */
const measured = async (folder: string, beside: string) => {
  const { stop, url } = await city(folder, "ignore")
  try {
    const first = await firstOf(url)
    const rows = []
    for (const load of loads) {
      const row = told(load, beside, await ask(url, load.requests(first), load.connections))
      console.log(JSON.stringify(row))
      rows.push(row)
    }
    return rows
  } finally {
    await stop()
  }
}

const made = (folder: string, messages: string) => {
  const store = join(folder, "store")
  otklik(store, "demo", join(folder, "files"), "--messages", messages)
  otklik(store, "run", "--from", join(folder, "files"))
}

const servesStore = (folder: string) => existsSync(join(folder, "store", "current"))

/**
 * `api [FOLDER | MESSAGES]`: the server over a million messages (or over FOLDER/store, which it builds anew and leaves as it
 * was), with nothing beside it and with a whole build running beside it. Every answer is the first of its kind: the server
 * is started anew for each, and has read what it reads at its start.
 */
export const bench = async ([asked = "1000000"]: ReadonlyArray<string>): Promise<void> => {
  const own = servesStore(asked) ? null : mkdtempSync(join(tmpdir(), "otklik-bench-"))
  const folder = own ?? asked
  try {
    if (own !== null) made(own, asked)
    const { counts } = JSON.parse(
      readFileSync(
        join(folder, "store/snapshots", `${readFileSync(join(folder, "store/current"), "utf8").trim()}.json`),
        "utf8"
      )
    ) as { readonly counts: object }
    console.log(JSON.stringify({ step: "store", ...counts }))
    const alone = await measured(folder, "nothing")
    const beside = await building(join(folder, "store"), () => measured(folder, "a whole build"))
    console.table([...alone, ...beside])
  } finally {
    if (own !== null) rmSync(own, { recursive: true, force: true })
  }
}
