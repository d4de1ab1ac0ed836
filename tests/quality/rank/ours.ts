import { NodeServices } from "@effect/platform-node"
import { measures, rank, type ScoreModel, standard } from "@otklik/contract/score"
import { seed } from "@otklik/pipeline/text/seed"
import { DuckDb } from "@otklik/sql/duckdb"
import { layRaw, make } from "@otklik/sql/models"
import { gather, type ThemeSignals } from "@otklik/sql/signals"
import { readMaterial } from "@otklik/sql/signals/ground"
import { Effect, Layer } from "effect"
import { tmpdir } from "node:os"
import { dayMs } from "./calendar.ts"
import type { Said } from "./voices.ts"
import type { World } from "./world.ts"

const memory = Layer.merge(
  DuckDb.layer({ path: ":memory:", threads: 2, memory: "512MiB", temporary: tmpdir() }),
  NodeServices.layer
)

const lay = Effect.fn(function* (
  table: string,
  rows: number,
  ...columns: ReadonlyArray<(at: number) => unknown>
) {
  const db = yield* DuckDb
  yield* db.append(
    ["raw", table],
    columns.map((column) => Array.from({ length: rows }, (_, at) => column(at) as string))
  )
})

const layMessages = Effect.fn(function* ({ year }: World, said: ReadonlyArray<Said>) {
  const of =
    <A>(value: (one: Said) => A) =>
    (at: number) =>
      value(said[at]!)
  yield* lay(
    "landed",
    said.length,
    (at) => at.toString(16).padStart(32, "0"),
    of(({ family }) => family),
    of(({ family }) => family),
    (at) => new Date((year.first + said[at]!.day) * dayMs + 8 * 3_600_000 + (at % 480) * 60_000),
    of(({ author }) => author),
    of(({ school }) => school?.school ?? null),
    of(({ school }) => school?.district ?? null),
    of(({ role }) => role),
    () => null,
    () => "ru",
    () => null,
    of(({ text }) => `слова ${text}`),
    () => null
  )
  yield* lay(
    "placed",
    said.length,
    (at) => at,
    of(({ theme }) => theme || null),
    () => null,
    () => 1,
    of(({ copy }) => copy),
    of(({ theme }) => (theme === 0 ? "noise" : "system")),
    of(({ severity }) => severity),
    () => null
  )
})

const fortnight = 14

/** The place of what the same person of a school said nearly so within a fortnight before; null for none. */
const firstOf = (said: ReadonlyArray<Said>): ReadonlyArray<number | null> => {
  const before = new Map<string, number>()
  return said.map(({ author, day, school, text }, at) => {
    if (author === null || school === null) return null
    const key = `${author} ${text}`
    const first = before.get(key)
    if (first !== undefined && day - said[first]!.day <= fortnight) return first
    before.set(key, at)
    return null
  })
}

/** What the engine finds of repetitions in texts: a person's echoes, and letters that ten or more send, five people at least. */
const layRepeats = Effect.fn(function* (said: ReadonlyArray<Said>) {
  const first = firstOf(said)
  const sent = Map.groupBy(said, ({ text }) => text)
  const campaign = said.map(({ text }) => {
    const copies = sent.get(text)!
    return copies.length >= 10 && new Set(copies.map(({ author }) => author)).size >= 5
  })
  const places = [...said.keys()].filter((at) => first[at] !== null || campaign[at])
  yield* lay(
    "repeats",
    places.length,
    (at) => places[at],
    (at) => first[places[at]!],
    (at) => campaign[places[at]!]
  )
})

const layTruths = Effect.fn(function* ({ matters, schools }: World) {
  const db = yield* DuckDb
  yield* db.run(`insert into raw.build values ('Europe/Moscow', 'world', ${matters.length})`)
  yield* lay(
    "themes",
    matters.length,
    (at) => matters[at]!.number,
    () => "тема",
    () => ["слово"],
    () => "functions",
    () => null,
    () => "system",
    (at) => matters[at]!.cohesion,
    (at) => matters[at]!.number,
    () => []
  )
  const nothing = () => null
  const school = (at: number) => schools[at]!.school
  yield* lay(
    "directory",
    schools.length,
    school,
    school,
    nothing,
    (at) => schools[at]!.district,
    nothing,
    nothing
  )
  const days = seed("calendar")
  const column = (name: string) => (at: number) => days[at]![name]
  yield* lay("calendar", days.length, column("first"), column("last"), (at) => Number(days[at]!["weight"]))
})

/**
 * The signals of a world's themes as a build gathers them: messages, placements, directory and calendar are laid where
 * the pipeline lays them, the models of `sql/models` are made, `signals.ts` gathers.
 */
export const gathered = (world: World, messages: ReadonlyArray<Said>, model: ScoreModel = standard) =>
  Effect.gen(function* () {
    const db = yield* DuckDb
    yield* db.run("attach ':memory:' as snapshot")
    yield* layRaw
    yield* layMessages(world, messages)
    yield* layTruths(world)
    yield* layRepeats(messages)
    yield* db.run("set search_path = 'memory.main,snapshot.main'")
    yield* make((reads) => !reads.has("raw.scores"))
    const material = yield* db.use("read voices", (connection) => readMaterial(connection))
    return gather(material, model).themes
  }).pipe(Effect.provide(memory))

/** The score of every theme that is heard of. */
export const judged = (
  heard: ReadonlyArray<ThemeSignals>,
  model: ScoreModel = standard
): ReadonlyMap<number, number> =>
  new Map(
    rank(
      heard.map((theme) => ({ ...theme, measures: measures(theme, model) })),
      model
    ).map(({ item, score }) => [Number(item.theme.slice(1)), score])
  )
