import type { DuckDBConnection } from "@duckdb/node-api"
import type { ScoreModel } from "@otklik/contract/score-model"
import { DuckDb } from "@otklik/sql/duckdb"
import { models } from "@otklik/sql/models"
import { type Ground, type Material, readMaterial, tablesOf } from "@otklik/sql/signals/ground"
import { hear, type Heard } from "@otklik/sql/signals/heard"
import { readVoices, type Voices } from "@otklik/sql/signals/voices"
import { Effect } from "effect"
import { type Census, census, districts, heardBy, recounted, saidBy } from "./schools.ts"

/** One thing as it was in the snapshot before and as it is now. */
export interface Sides<A> {
  readonly past: A
  readonly now: A
}

/** What a theme's score was made of then and is now, with schools counted alike in both. */
export interface Evidence {
  readonly voices: Sides<Voices>
  /** the messages of the snapshot before as they are read now, and those that came since */
  readonly stayed: Voices
  readonly added: Voices
  readonly ground: Sides<Ground>
  /** who was heard at all, then and now, by the windows of a model */
  readonly heard: (side: keyof Sides<Heard>, model: ScoreModel) => Heard
  /** themes in the queue, and all that there were */
  readonly asking: Sides<ReadonlySet<string>>
  readonly known: ReadonlySet<string>
}

/** Voices of the facts that the snapshot before had, or had not: made as those of all are. */
const voicesOf = (name: string, join: "semi" | "anti", voices: string) => `
create schema ${name};
create view ${name}.facts as
select facts.* from snapshot.main.facts as facts ${join} join past.main.facts as before using (message_id);
set search_path = 'workshop.${name},workshop.main,snapshot.main';
create temp table voices_${name} as ${voices};
set search_path = 'workshop.main,snapshot.main';
drop schema ${name} cascade;`

const layVoices = Effect.gen(function* () {
  const db = yield* DuckDb
  const mart = (yield* models).find(({ name }) => name === "voices")!
  yield* db.run(voicesOf("stayed", "semi", mart.sql))
  yield* db.run(voicesOf("added", "anti", mart.sql))
})

const listOf = async (connection: DuckDBConnection, sql: string): Promise<ReadonlyArray<string>> =>
  (await connection.runAndReadAll(sql)).getRows().map(([value]) => String(value))

const readAll = async (connection: DuckDBConnection) => ({
  past: await readMaterial(connection, tablesOf("past")),
  now: await readMaterial(connection),
  stayed: await readVoices(connection, "temp.voices_stayed"),
  added: await readVoices(connection, "temp.voices_added"),
  pastSchools: await listOf(connection, "select school from past.schools order by school"),
  nowSchools: await listOf(connection, "select school from schools order by school"),
  pastAsking: await listOf(connection, "select theme from past.backlog"),
  nowAsking: await listOf(connection, "select theme from raw.scores where queue = 'requests'"),
  known: await listOf(connection, "select theme from past.themes")
})

const grounds = (counted: Census, past: Material, now: Material): Sides<Ground> => {
  const schools = districts(counted, { pastSchools: past.ground.schools, nowSchools: now.ground.schools })
  const by = ({ ground }: Material, side: keyof Sides<Ground>): Ground => ({
    ...ground,
    schools: schools[side],
    said: saidBy(ground.said, counted[side], counted.size)
  })
  return { past: by(past, "past"), now: by(now, "now") }
}

/** Reads the snapshot attached as `past` and the one that is being made. */
export const readEvidence = Effect.gen(function* () {
  const db = yield* DuckDb
  yield* layVoices
  const read = yield* db.use("read what changed", readAll)
  yield* db.run("drop table temp.voices_stayed; drop table temp.voices_added")
  const { now, past } = read
  const counted = census(read.pastSchools, read.nowSchools)
  const materials = { past, now }
  return {
    voices: {
      past: recounted(past.voices, counted.past),
      now: recounted(now.voices, counted.now)
    },
    stayed: recounted(read.stayed, counted.now),
    added: recounted(read.added, counted.now),
    ground: grounds(counted, past, now),
    heard: (side, model) => {
      const { ground, voices } = materials[side]
      return heardBy(hear(voices, ground, model), counted[side], counted.size)
    },
    asking: { past: new Set(read.pastAsking), now: new Set(read.nowAsking) },
    known: new Set(read.known)
  } satisfies Evidence
})
