import { NodeServices } from "@effect/platform-node"
import { rank, type ScoreModel, standard } from "@otklik/contract/score"
import { seed } from "@otklik/pipeline/text/seed"
import { DuckDb } from "@otklik/sql/duckdb"
import { layRaw, make } from "@otklik/sql/models"
import { gather } from "@otklik/sql/signals"
import { type Material, readMaterial } from "@otklik/sql/signals/ground"
import { Effect, Layer } from "effect"
import { tmpdir } from "node:os"
import { dayMs } from "./calendar.ts"
import type { Said } from "./voices.ts"
import type { World } from "./world.ts"

const memory = Layer.merge(
  DuckDb.layer({ path: ":memory:", threads: 2, memory: "512MiB", temporary: tmpdir() }),
  NodeServices.layer
)

type Columns = Readonly<Record<string, (at: number) => unknown>>

/** Fills a raw table by the names of its columns; those that a world says nothing of stay null. */
const lay = Effect.fn(function* (table: string, rows: number, columns: Columns) {
  const db = yield* DuckDb
  const named = yield* db.rows(`describe raw.${table}`)
  yield* db.append(
    ["raw", table],
    named.map(({ column_name }) =>
      Array.from({ length: rows }, (_, at) => (columns[String(column_name)]?.(at) ?? null) as string | null)
    )
  )
})

const layMessages = Effect.fn(function* ({ year }: World, said: ReadonlyArray<Said>) {
  const of =
    <A>(value: (one: Said) => A) =>
    (at: number) =>
      value(said[at]!)
  yield* lay("landed", said.length, {
    message_id: (at) => at.toString(16).padStart(32, "0"),
    source: of(({ family }) => family),
    family: of(({ family }) => family),
    created_at: (at) => new Date((year.first + said[at]!.day) * dayMs + 8 * 3_600_000 + (at % 480) * 60_000),
    day: of(({ day }) => new Date((year.first + day) * dayMs)),
    author: of(({ author }) => author),
    school: of(({ school }) => school?.school),
    district: of(({ school }) => school?.district),
    role: of(({ role }) => role),
    language: () => "ru",
    text: of(({ text }) => `слова ${text}`)
  })
  yield* lay("placed", said.length, {
    n: (at) => at,
    theme: of(({ theme }) => theme || null),
    strength: () => 1,
    near_copy: of(({ copy }) => copy),
    verdict: of(({ theme }) => (theme === 0 ? "noise" : "system")),
    probability: () => 1,
    severity: of(({ severity }) => severity),
    because: () => 0
  })
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
  yield* lay("repeats", places.length, {
    n: (at) => places[at],
    first: (at) => first[places[at]!],
    campaign: (at) => campaign[places[at]!]
  })
})

const layTruths = Effect.fn(function* ({ matters, schools }: World) {
  yield* lay("build", 1, {
    timezone: () => "Europe/Moscow",
    engine: () => "world",
    last_theme: () => matters.length
  })
  yield* lay("themes", matters.length, {
    theme: (at) => matters[at]!.number,
    title: () => "тема",
    keyphrases: () => ["слово"],
    direction: () => "functions",
    verdict: () => "system",
    verdict_share: () => 1,
    verdict_words: () => [],
    cohesion: (at) => matters[at]!.cohesion,
    coarse: (at) => matters[at]!.number,
    flags: () => []
  })
  const school = (at: number) => schools[at]!.school
  yield* lay("directory", schools.length, { school, number: school, district: (at) => schools[at]!.district })
  const days = seed("calendar")
  const column = (name: string) => (at: number) => days[at]![name]
  yield* lay("calendar", days.length, {
    first: column("first"),
    last: column("last"),
    weight: (at) => Number(days[at]!["weight"])
  })
})

/**
 * What a world's signals are gathered from, as in a build: messages, placements, directory and calendar are laid where the
 * pipeline lays them, the models of `sql/models` are made, the numbers are read from the marts.
 */
export const materialOf = (world: World, messages: ReadonlyArray<Said>): Promise<Material> =>
  Effect.gen(function* () {
    const db = yield* DuckDb
    yield* db.run("attach ':memory:' as snapshot")
    yield* layRaw
    yield* layMessages(world, messages)
    yield* layTruths(world)
    yield* layRepeats(messages)
    yield* db.run("set search_path = 'memory.main,snapshot.main'")
    yield* make((reads) => !reads.has("raw.scores"))
    return yield* db.use("read voices", (connection) => readMaterial(connection))
  }).pipe(Effect.provide(memory), Effect.runPromise)

/** The score of every theme that is heard of. */
export const judged = (material: Material, model: ScoreModel = standard): ReadonlyMap<number, number> =>
  new Map(
    rank(gather(material, model).themes, model).map(({ item, score }) => [Number(item.theme.slice(1)), score])
  )
