import { listValue } from "@duckdb/node-api"
import type { Verdict } from "@otklik/contract/vocabulary"
import { DuckDb, type Row } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { type Decided, verdictQuality } from "../triage/quality.ts"
import { Engine } from "./engine.ts"
import { said } from "./texts.ts"

type Verdicts = ReadonlyMap<string, { readonly verdict: Verdict }>

/** Rows of messages with their words as examples, where their verdicts are decided. */
export const decidedOf = (verdicts: Verdicts, rows: ReadonlyArray<Row>): ReadonlyArray<Decided> =>
  rows.flatMap(({ message_id, place, subject, text }) => {
    const known = verdicts.get(String(message_id))
    const words = said(subject as string | null, String(text))
    return known === undefined
      ? []
      : [{ message: String(message_id), place: Number(place), text: words, verdict: known.verdict }]
  })

/** Messages whose verdict people decided, with their words, in the order of message ids. */
export const examplesOf = Effect.fn("examplesOf")(function* (verdicts: Verdicts) {
  if (verdicts.size === 0) return []
  const db = yield* DuckDb
  const rows = yield* db.rows(
    `select message_id, rowid::int as place, subject, text from raw.landed
     where message_id in (select unnest($ids::varchar[])) order by rowid`,
    { ids: listValue([...verdicts.keys()]) }
  )
  return decidedOf(verdicts, rows)
})

/** Measures on decided messages how well verdicts are told, and lays that into `raw.verdict_quality`. */
export const layVerdictQuality = Effect.fn("layVerdictQuality")(function* (decided: ReadonlyArray<Decided>) {
  const db = yield* DuckDb
  const { judge } = yield* Engine
  const rows = verdictQuality(decided, (examples) => {
    const taught = judge(examples)
    return (text) => taught(text, null).verdict
  })
  yield* db.append(
    ["raw", "verdict_quality"],
    [
      rows.map(({ verdict }) => verdict),
      rows.map(({ examples }) => examples),
      rows.map(({ precision }) => precision),
      rows.map(({ recall }) => recall),
      rows.map(({ cuesPrecision }) => cuesPrecision),
      rows.map(({ cuesRecall }) => cuesRecall)
    ]
  )
})
