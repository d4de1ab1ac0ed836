import type { Priority, Service } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Stream } from "effect"
import { saysNothing } from "../triage/noise.ts"
import type { TextsOf } from "./engine.ts"

const repeats = (text: string, subject: string) => text.toLowerCase().startsWith(subject.toLowerCase())

/** All that a message says: its subject too, unless that says nothing («Вопрос») or the text begins with it. */
export const said = (subject: string | null, text: string): string =>
  subject === null || saysNothing(subject) || repeats(text, subject) ? text : `${subject}\n${text}`

/** Calls `visit` with the text of every message in the order of message ids; no text is kept. */
export const eachText = Effect.fn("eachText")(function* (
  visit: (text: string, priority: Priority | null, service: Service | null) => void
) {
  const db = yield* DuckDb
  const read = (columns: ReadonlyArray<ReadonlyArray<unknown>>) => {
    const [texts = [], subjects = [], priorities = [], services = []] = columns
    for (let i = 0; i < texts.length; i++) {
      const text = said(subjects[i] as string | null, texts[i] as string)
      visit(text, priorities[i] as Priority | null, services[i] as Service | null)
    }
  }
  yield* db
    .batches("select text, subject, priority, service from raw.landed order by rowid")
    .pipe(Stream.runForEach((columns) => Effect.sync(() => read(columns))))
})

/** A reader of single texts by place, over the workshop. */
export const textsOf = Effect.map(
  DuckDb,
  (db): TextsOf =>
    (places) =>
      Effect.gen(function* () {
        yield* db.run("create or replace table raw.asked (position int, place int)")
        yield* db.append(["raw", "asked"], [Int32Array.from(places, (_, i) => i), places])
        const rows = yield* db.rows(
          "select subject, text from raw.asked as asked join raw.landed as landed on landed.rowid = asked.place order by position"
        )
        return rows.map(({ subject, text }) => said(subject as string | null, String(text)))
      })
)

/** The school of every message as a number, -1 where it is not known. */
export const schoolOf = Effect.fn("schoolOf")(function* (messages: number) {
  const db = yield* DuckDb
  const numbers = new Int32Array(messages)
  let place = 0
  yield* db
    .batches(
      `with numbered as (
         select school, row_number() over (order by school) - 1 as number
         from (select distinct school from raw.landed where school is not null)
       )
       select coalesce(numbered.number, -1)::int from raw.landed as landed
       left join numbered on numbered.school = landed.school
       order by landed.rowid`
    )
    .pipe(
      Stream.runForEach(([column = []]) =>
        Effect.sync(() => {
          for (const number of column) numbers[place++] = Number(number)
        })
      )
    )
  return numbers
})
