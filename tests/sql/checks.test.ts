import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { standard } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { check, type CheckFailed, checks, layRaw, make } from "@otklik/sql/models"
import { layModel, layScores } from "@otklik/sql/scores"
import { Effect, Layer } from "effect"
import { tmpdir } from "node:os"

const memory = Layer.merge(
  DuckDb.layer({ path: ":memory:", threads: 1, memory: "128MiB", temporary: tmpdir() }),
  NodeServices.layer
)

const theme = (number: number, schools: number, score: number, rank: number) => ({
  rank,
  score,
  parts: [],
  item: {
    theme: `T${number}`,
    schools,
    schoolsTotal: 2,
    messages: 2,
    heard: 1.5,
    people: 2,
    reach: 1,
    presence: 1,
    direction: "functions" as const,
    service: null,
    effort: null,
    interval: null,
    quietDistricts: [],
    weeks: [],
    earlier: 0,
    queue: "requests" as const,
    measures: {
      reach: 1,
      severity: 0,
      persistence: 1,
      trend: 0,
      confidence: 0.5,
      strategy: 0.5,
      effort: null
    },
    severe: 0,
    recent: 0,
    expected: 0,
    cohesion: 0.5,
    families: 1
  }
})

/** A sound little snapshot: two themes of two messages, one message without a theme. */
const sound = Effect.gen(function* () {
  const db = yield* DuckDb
  yield* db.run("attach ':memory:' as snapshot")
  yield* layRaw
  yield* db.run("insert into raw.build values ('Europe/Moscow', 'test', 2)")
  yield* layModel(standard)
  yield* db.run(`insert into raw.landed
    select repeat(i::varchar, 32), 'desk', 'ticket', timestamp '2025-09-01' + interval (i) day, null,
      '10' || i % 2, 'cao', 'teacher', null, 'ru', null, 'текст', null,
      date '2025-09-01' + i::int
    from range(5) as places (i)`)
  yield* db.run("insert into raw.files values ('landed/desk/2025-09/a.parquet', 'desk', '2025-09', 5, 'a')")
  yield* db.run(`insert into raw.placed values (0, 1, null, 1, false, 'system', 1, 0, null, 0), (1, 1, null, 1, false, 'system', 1, 0, null, 0),
    (2, 2, null, 1, false, 'idea', 1, 0, null, 0), (3, 2, null, 1, false, 'idea', 1, 0, null, 0), (4, null, null, 0, false, 'noise', 1, 0, null, 0)`)
  yield* db.run(`insert into raw.themes values (1, 'Первая', ['слово'], 'functions', null, 'system', 1, null, [], 0.5, 1, []),
    (2, 'Вторая', ['слово'], 'functions', null, 'idea', 1, null, [], 0.5, 1, [])`)
  yield* db.run("insert into raw.quotes values (1, 0, 0), (2, 0, 2)")
  yield* db.run("insert into raw.rank_changes values (1, 3, 40, 12, 0, 0, 0, -2)")
  yield* layScores([theme(1, 2, 50, 1), theme(2, 2, 40, 2)])
  yield* db.run("set search_path = 'memory.main,snapshot.main'")
  yield* make(() => true)
})

/** For every check, one thing that breaks its promise and nothing else's before it. */
const canaries: Readonly<Record<string, string>> = {
  messages_are_unique:
    "insert into snapshot.facts select * from snapshot.facts where theme is null; update snapshot.landed_files set rows = 6",
  facts_are_all_landed: "update snapshot.landed_files set rows = 9",
  facts_name_known_themes:
    "insert into snapshot.theme_weeks values ('T9', date '2025-09-01', 1, 1); update snapshot.facts set theme = 'T9' where theme is null",
  echoes_name_a_message: "update snapshot.facts set echo = hash(null) where theme = 'T1'",
  themes_are_unique: "update snapshot.snapshot set last_theme = 1",
  themes_have_messages: "delete from snapshot.theme_quotes where theme = 'T2'",
  backlog_is_ranked: "update snapshot.backlog set score = 60 where rank = 2",
  backlog_agrees_with_facts: "update snapshot.backlog set schools = 1 where rank = 2",
  weeks_sum_to_facts: "update snapshot.theme_weeks set messages = 7 where theme = 'T1'",
  voices_agree_with_facts: "delete from snapshot.voices where theme = 1",
  closed_lists_are_closed: "update snapshot.facts set role = 'wizard' where theme = 'T1'",
  causes_sum_to_changes: "update snapshot.rank_changes set messages = 11 where theme = 'T1'",
  changes_hold_all_moves: "insert into snapshot.moved_messages values (repeat('0', 32), 'T1', 'T2', 'T2')",
  themes_not_null: "update snapshot.themes set title = null where theme = 'T1'",
  facts_not_null: "update snapshot.facts set severity = null where theme is null"
}

describe("checks", () => {
  it.effect("find nothing in a sound snapshot", () =>
    sound.pipe(Effect.andThen(check), Effect.provide(memory))
  )

  it.effect("have a canary each", () =>
    Effect.gen(function* () {
      for (const { name } of yield* checks) assert.property(canaries, name)
    }).pipe(Effect.provide(memory))
  )

  for (const [name, violation] of Object.entries(canaries)) {
    it.effect(`${name} catches a planted violation`, () =>
      Effect.gen(function* () {
        const db = yield* DuckDb
        yield* sound
        for (const statement of violation.split("; ")) yield* db.run(statement)
        const failure = (yield* Effect.flip(check)) as CheckFailed
        assert.strictEqual(failure._tag, "CheckFailed", String(failure))
        assert.strictEqual(failure.check, name)
        assert.include(failure.message, "the previous one is still served")
      }).pipe(Effect.provide(memory))
    )
  }
})
