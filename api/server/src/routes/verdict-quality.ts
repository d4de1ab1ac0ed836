import type { Published } from "@otklik/contract/published"
import { type Verdict, Verdict as Verdicts } from "@otklik/contract/vocabulary"
import { verdictQuality } from "@otklik/contract/verdict-quality"
import type { VerdictQualityTable } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import { fromStore } from "../endpoint.ts"
import { Place } from "../place.ts"
import { lastOfEach, readPublished } from "../published.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"

type Measured = ReadonlyArray<VerdictQualityTable>

/** The last snapshots that are looked into for what they measured. */
const most = 60

const measuredIn = (file: SnapshotFile) =>
  file.query((db): Promise<Measured> => db.selectFrom("verdict_quality").selectAll().execute())

/** What past snapshots measured: they never change, so that each is read once; null where one can no longer be read. */
const kept = new WeakMap<object, Map<string, Measured | null>>()

const measuredBy = Effect.fnUntraced(function* (id: string) {
  const snapshots = yield* Snapshots
  const known = kept.get(snapshots) ?? new Map<string, Measured | null>()
  kept.set(snapshots, known)
  const found = known.get(id)
  if (found !== undefined) return found
  const measured = yield* snapshots.using(measuredIn, id).pipe(Effect.orElseSucceed(() => null))
  known.set(id, measured)
  return measured
})

const momentOf = ({ asOf, id }: Published, measured: Measured | null) => {
  const all = measured?.find(({ told }) => told === "all")
  return all === undefined
    ? []
    : [{ snapshot: id, asOf, decisions: all.examples, accuracy: all.precision, cues: all.cues_precision }]
}

const isVerdict = (told: string): told is Verdict =>
  (Verdicts.literals as ReadonlyArray<string>).includes(told)

export const verdictQualityRoute = fromStore(
  verdictQuality,
  Effect.fnUntraced(function* () {
    const { store } = yield* Place
    const { using } = yield* Snapshots
    const now = yield* using((file) =>
      Effect.map(measuredIn(file), (measured) => ({ measured, id: file.id }))
    )
    const published = lastOfEach(yield* readPublished(store))
      .toReversed()
      .slice(-most)
    const history = yield* Effect.forEach(published, (line) =>
      Effect.map(measuredBy(line.id), (measured) => momentOf(line, measured))
    )
    return {
      history: history.flat(),
      verdicts: now.measured.flatMap(({ examples, precision, recall, told }) =>
        isVerdict(told) ? [{ verdict: told, decisions: examples, precision, recall }] : []
      )
    }
  })
)
