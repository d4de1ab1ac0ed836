import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Stream } from "effect"
import type { LandedFile } from "../warehouse/manifest.ts"
import { Engine } from "./engine.ts"
import { textsAround } from "./landed.ts"
import { layRepeats } from "./repeat.ts"
import { said } from "./texts.ts"

/** An echo names a message that is none itself; an older one may be, of what lies more than a fortnight back. */
const settle = `
update raw.repeats set first = null where first in (select n from raw.repeats where first is not null);
delete from raw.repeats where first is null and not campaign`

/** Lays which of the added messages say again what was said within a fortnight; what was found before stays as it was. */
export const layAddedRepeats = Effect.fn("layAddedRepeats")(function* (
  files: ReadonlyArray<LandedFile>,
  added: Int32Array
) {
  const db = yield* DuckDb
  const engine = yield* Engine
  const reader = yield* engine.reader
  const columns: ReadonlyArray<Array<number>> = [[], [], [], []]
  const read = ([subjects = [], texts = [], ...numbers]: ReadonlyArray<ReadonlyArray<unknown>>) => {
    texts.forEach((text, i) => reader.add(said(subjects[i] as string | null, String(text))))
    columns.forEach((column, i) => column.push(...(numbers[i] as ReadonlyArray<number>)))
  }
  const around = yield* textsAround(files)
  yield* around.pipe(Stream.runForEach((batch) => Effect.sync(() => read(batch))))
  const [places, author, school, minute] = columns
  const { campaign, echo } = reader.repeats({
    author: Int32Array.from(author),
    school: Int32Array.from(school),
    minute: Int32Array.from(minute)
  })
  const fresh = new Set(added)
  const found = places.flatMap((n, i) =>
    fresh.has(n) && (echo[i] >= 0 || campaign[i] > 0)
      ? [{ n, first: echo[i] < 0 ? null : places[echo[i]], campaign: campaign[i] > 0 }]
      : []
  )
  yield* layRepeats(found)
  yield* db.run(settle)
})
