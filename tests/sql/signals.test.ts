import { assert, describe, it } from "@effect/vitest"
import { standard } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { type MessageSlice, narrows, signals, type ThemeSignals } from "@otklik/sql/signals"
import { Effect } from "effect"
import * as fc from "fast-check"
import { tmpdir } from "node:os"

const memory = DuckDb.layer({ path: ":memory:", threads: 1, memory: "128MiB", temporary: tmpdir() })

interface Fact {
  readonly theme: string
  readonly school: string | null
  readonly author: string | null
  readonly severity: number
  readonly day: number
  readonly district: "cao" | "zao"
  readonly family: "ticket" | "mailing" | "suggestion"
}

const fact: fc.Arbitrary<Fact> = fc.record({
  theme: fc.constantFrom("T1", "T2"),
  school: fc.option(fc.constantFrom("1", "2", "3"), { freq: 4 }),
  author: fc.option(fc.constantFrom("a", "b", "c", "d", "e"), { freq: 4 }),
  severity: fc.constantFrom(0, 0.1, 0.5, 1),
  day: fc.integer({ min: 0, max: 130 }),
  district: fc.constantFrom("cao", "zao"),
  family: fc.constantFrom("ticket", "mailing", "suggestion")
})

const first = Date.UTC(2025, 0, 1)
const dayOf = (day: number) => new Date(first + day * 86_400_000).toISOString().slice(0, 10)
const lastDay = 130

const voiceOf = ({ author, school }: Fact, i: number) =>
  school === null ? (author === null ? `message ${i}` : `author ${author}`) : `school ${school}`

const lay = Effect.fn(function* (facts: ReadonlyArray<Fact>) {
  const db = yield* DuckDb
  const seats = new Map<string, Array<string>>()
  const rows = facts.map((one, i) => {
    const voice = voiceOf(one, i)
    const person = one.author ?? `message ${i}`
    const people = seats.get(voice) ?? seats.set(voice, []).get(voice)!
    if (!people.includes(person)) people.push(person)
    return { ...one, day: dayOf(one.day), voice, person, seat: people.indexOf(person) }
  })
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
  yield* db.run(`create schema if not exists raw;
    create or replace table raw.laid (theme varchar, school varchar, author varchar, severity double, day varchar,
      district varchar, family varchar, voice varchar, person varchar, seat int)`)
  yield* db.append(
    ["raw", "laid"],
    (
      [
        "theme",
        "school",
        "author",
        "severity",
        "day",
        "district",
        "family",
        "voice",
        "person",
        "seat"
      ] as const
    ).map(column)
  )
  yield* db.run(`create or replace table facts as select * replace (day::date as day,  hash(voice) as voice,
      hash(person) as person, seat::utinyint as seat), 'teacher' as role, 'journal' as service, 'system' as verdict, date_trunc('week', day::date)::date as week from raw.laid;
    create or replace table themes as select unnest(['T1', 'T2']) as theme, 0.5::double as cohesion, 'functions' as direction, null::varchar as service;
    create or replace table schools as select unnest(['1', '2', '3']) as school, unnest(['cao', 'cao', 'zao']) as district;
    create or replace table snapshot as select date '${dayOf(lastDay)}' as as_of_day;
    create or replace table calendar as
      select unnest(generate_series(date '2025-01-01', date '${dayOf(lastDay)}', interval 1 day))::date as day, 1.0::double as weight`)
})

const gathered = Effect.fn(function* (slice: MessageSlice) {
  const db = yield* DuckDb
  const { params, sql } = signals(slice)
  return (yield* db.rows(sql, params)) as unknown as ReadonlyArray<ThemeSignals>
})

const distinct = (values: Iterable<unknown>) => new Set(values).size
const cap = standard.perSchool

/** The same signals by hand, one message after another. */
const byHand = (facts: ReadonlyArray<Fact>, theme: string) => {
  const own = facts.map((one, i) => ({ ...one, i })).filter((one) => one.theme === theme)
  const voices = [...Map.groupBy(own, (one) => voiceOf(one, one.i)).values()]
  const capped = (of: (all: typeof own) => number, most = cap) =>
    voices.reduce((sum, all) => sum + Math.min(most, of(all)), 0)
  const recentFrom = lastDay - standard.trend.recentDays
  return {
    theme,
    schools: distinct(own.flatMap(({ school }) => school ?? [])),
    messages: own.length,
    heard: capped((all) => all.length),
    people: distinct(own.map(({ author, i }) => author ?? i)),
    recent: capped((all) => all.filter(({ day }) => day > recentFrom).length),
    families: distinct(own.map(({ family }) => family))
  }
}

describe("signals", () => {
  it.effect("are what one counts by hand", () =>
    Effect.gen(function* () {
      for (const facts of fc.sample(fc.array(fact, { minLength: 1, maxLength: 60 }), {
        numRuns: 60,
        seed: 7
      })) {
        yield* lay(facts)
        const found = yield* gathered({})
        const heard = [...new Set(facts.map(({ theme }) => theme))].sort()
        assert.deepStrictEqual(
          found.map(({ theme }) => theme),
          heard
        )
        for (const one of found) assert.deepInclude(one, byHand(facts, one.theme))
      }
    }).pipe(Effect.provide(memory))
  )

  it.effect("of a slice are those of its messages alone, with the schools of its district", () =>
    Effect.gen(function* () {
      for (const facts of fc.sample(fc.array(fact, { minLength: 10, maxLength: 60 }), {
        numRuns: 30,
        seed: 3
      })) {
        yield* lay(facts)
        const found = yield* gathered({ district: "cao", from: dayOf(10), to: dayOf(lastDay) })
        const inside = facts
          .map((one, i) => ({ one, i }))
          .filter(({ one }) => one.district === "cao" && one.day >= 10)
        for (const { heard, messages, schoolsTotal, theme } of found) {
          assert.strictEqual(messages, inside.filter(({ one }) => one.theme === theme).length)
          assert.isAtMost(heard, messages)
          assert.isAtLeast(schoolsTotal, 2)
        }
      }
    }).pipe(Effect.provide(memory))
  )

  it.effect("do not change when a school repeats itself beyond its cap, nor by the order of messages", () =>
    Effect.gen(function* () {
      const loud = Array.from({ length: 40 }, (_, i): Fact => ({
        theme: "T1",
        school: "1",
        author: "abcd"[i % 4]!,
        severity: 0.5,
        day: 100 + (i % 20),
        district: "cao",
        family: "ticket"
      }))
      yield* lay(loud.slice(0, 20))
      const [few] = yield* gathered({})
      yield* lay(loud.toReversed())
      const [many] = yield* gathered({})
      const weighed = ({ heard, schools, severe }: ThemeSignals) => ({ heard, schools, severe })
      assert.deepStrictEqual(weighed(many!), weighed(few!))
    }).pipe(Effect.provide(memory))
  )

  it.effect("expect of the last weeks what the weeks before them held, day by day of the calendar", () =>
    Effect.gen(function* () {
      const steady = Array.from({ length: 131 }, (_, day): Fact => ({
        theme: "T1",
        school: null,
        author: null,
        severity: 0,
        day,
        district: "cao",
        family: "ticket"
      }))
      yield* lay(steady)
      const [one] = yield* gathered({})
      assert.strictEqual(one!.recent, standard.trend.recentDays)
      assert.approximately(one!.expected, standard.trend.recentDays, 1e-9)
    }).pipe(Effect.provide(memory))
  )

  it("never carry a person's words in their text", () => {
    const words = "x' or 1=1 --"
    const { params, sql } = signals({ district: words as never, from: words, to: words })
    assert.notInclude(sql, words)
    assert.include(Object.values(params), words)
  })

  it("tell whether a slice narrows anything", () => {
    assert.isFalse(narrows({}))
    assert.isTrue(narrows({ to: "2025-01-01" }))
    assert.isTrue(narrows({ verdict: "idea" }))
  })
})
