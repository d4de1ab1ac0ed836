import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Stream } from "effect"
import type { TextsOf } from "./engine.ts"

/** Calls `visit` with the text of every message in the order of message ids; no text is kept. */
export const eachText = Effect.fn("eachText")(function* (visit: (text: string, place: number) => void) {
  const db = yield* DuckDb
  let place = 0
  yield* db.batches("select text from raw.landed order by rowid").pipe(
    Stream.runForEach(([texts]) =>
      Effect.sync(() => {
        for (const text of texts as ReadonlyArray<string>) visit(text, place++)
      })
    )
  )
})

/** A reader of single texts by place, over the workshop. */
export const textsOf = Effect.map(
  DuckDb,
  (db): TextsOf =>
    (places) =>
      Effect.gen(function* () {
        yield* db.run("create or replace temp table asked (position int, place int)")
        yield* db.append(["main", "asked"], [Int32Array.from(places, (_, i) => i), places])
        const rows = yield* db.rows(
          "select text from asked join raw.landed as landed on landed.rowid = asked.place order by position"
        )
        return rows.map((row) => String(row["text"]))
      })
)
