import { NodeServices } from "@effect/platform-node"
import { recordOf } from "@otklik/pipeline/demo/record"
import { openWorld } from "@otklik/pipeline/demo/world"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { otklik } from "../city.ts"

/** `node tests/quality/stability.ts [MESSAGES]`: what becomes of themes when messages are added, through the product. */

interface Said {
  readonly id: string
  readonly line: string
  readonly at: number
  /** thanks or noise by the truth of the city */
  readonly idle: boolean
  /** a place between 0 and 1 that has nothing to do with time */
  readonly lot: number
}

const SOURCE = "city"

const idOf = (id: string) => createHash("sha256").update(`${SOURCE}\0${id}`).digest("hex").slice(0, 32)

const city = async (count: number): Promise<ReadonlyArray<Said>> => {
  const world = await Effect.runPromise(openWorld(1).pipe(Effect.provide(NodeServices.layer)))
  return Array.from({ length: count }, (_, index) => {
    const { at, id, kind, schoolSaid, source, subject, text } = recordOf(world, index, count)
    const own = `${source}-${id}`
    const record = {
      id: own,
      subject,
      text,
      school: schoolSaid,
      created_at: new Date(at).toISOString()
    }
    const lot = createHash("sha256").update(own).digest().readUInt32BE(0) / 2 ** 32
    return {
      id: idOf(own),
      line: JSON.stringify(record),
      at,
      idle: kind === "noise" || kind === "thanks",
      lot
    }
  })
}

const land = (store: string, folder: string, name: string, part: ReadonlyArray<Said>): void => {
  const file = join(folder, `${name}.jsonl`)
  writeFileSync(file, part.map(({ line }) => `${line}\n`).join(""))
  otklik(store, "import", file, "--source", SOURCE)
}

const themesOf = (store: string): Promise<ReadonlyMap<string, string | null>> => {
  const id = readFileSync(join(store, "current"), "utf8").trim()
  const path = join(store, "snapshots", `${id}.duckdb`)
  return Effect.runPromise(
    DuckDb.use((db) => db.rows("select message_id, theme from facts")).pipe(
      Effect.map(
        (rows) =>
          new Map(rows.map(({ message_id, theme }) => [String(message_id), theme as string | null] as const))
      ),
      Effect.provide(
        DuckDb.layer({ path, threads: 1, memory: "512MiB", temporary: tmpdir(), readOnly: true })
      )
    )
  )
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`

const kept = (before: ReadonlyMap<string, string | null>, after: ReadonlyMap<string, string | null>) => {
  const placed = [...before].filter(([, theme]) => theme !== null)
  const same = placed.filter(([id, theme]) => after.get(id) === theme)
  const themes = new Set(before.values())
  const lived = new Set(after.values())
  return {
    "old messages": placed.length,
    "kept their theme": percent(same.length, placed.length),
    themes: [...themes].filter((theme) => theme !== null).length,
    "themes that went on": [...themes].filter((theme) => theme !== null && lived.has(theme)).length,
    "new themes": [...lived].filter((theme) => theme !== null && !themes.has(theme)).length
  }
}

const added = async (folder: string, name: string, all: ReadonlyArray<Said>, share: number) => {
  const store = join(folder, name)
  const old = Math.round(all.length * (1 - share))
  land(store, folder, `${name}-old`, all.slice(0, old))
  otklik(store, "build")
  const before = await themesOf(store)
  land(store, folder, `${name}-new`, all.slice(old))
  const { seconds } = JSON.parse(otklik(store, "build", "--json")) as { readonly seconds: object }
  const after = await themesOf(store)
  const took = Object.values(seconds).reduce((sum, one: number) => sum + one, 0)
  return { after, row: { added: name, ...kept(before, after), "warm build, s": took.toFixed(1) } }
}

const anew = async (folder: string, name: string) => {
  const store = join(folder, "anew")
  cpSync(join(folder, name), store, { recursive: true })
  const before = await themesOf(store)
  otklik(store, "build", "--refit", "--accept")
  return { added: "nothing, themes found anew", ...kept(before, await themesOf(store)) }
}

const unassigned = (all: ReadonlyArray<Said>, themes: ReadonlyMap<string, string | null>) => {
  const asking = all.filter(({ id, idle }) => themes.has(id) && !idle)
  const idle = all.filter(({ id, idle }) => themes.has(id) && idle)
  const none = (part: ReadonlyArray<Said>) => part.filter(({ id }) => themes.get(id) === null).length
  return {
    messages: themes.size,
    "true noise": percent(idle.length, themes.size),
    "in no theme": percent(none(asking) + none(idle), themes.size),
    "in no theme beyond true noise": percent(none(asking), asking.length),
    "noise in no theme": percent(none(idle), idle.length)
  }
}

const folder = mkdtempSync(join(tmpdir(), "otklik-stability-"))
try {
  const messages = await city(Number(process.argv[2] ?? 10_000))
  const byTime = messages.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const byLot = messages.toSorted((a, b) => a.lot - b.lot)
  const ten = await added(folder, "newest 10 %", byTime, 0.1)
  const runs = [
    ten.row,
    (await added(folder, "any 10 %", byLot, 0.1)).row,
    (await added(folder, "newest 2 %", byTime, 0.02)).row,
    (await added(folder, "any 2 %", byLot, 0.02)).row,
    await anew(folder, "newest 10 %")
  ]
  console.table(runs)
  console.table([unassigned(messages, ten.after)])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
