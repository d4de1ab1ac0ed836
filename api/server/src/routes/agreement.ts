import { agreement, type Disagreement } from "@otklik/contract/agreement"
import { type ReadTwice, readTwiceIn } from "@otklik/sql/ledger/readings"
import { Effect } from "effect"
import { agree, agreementOf } from "../agreement.ts"
import { fromStore } from "../endpoint.ts"
import { Ledger } from "../ledger.ts"
import { Messages } from "../messages.ts"
import { SecondReadings } from "../second-readings.ts"
import { Snapshots } from "../snapshots.ts"
import { readWaiting } from "../waiting.ts"

const shown = 100

const openFirst = (a: ReadTwice, b: ReadTwice) =>
  Number(a.settled !== null) - Number(b.settled !== null) || b.at.getTime() - a.at.getTime()

const withTexts = Effect.fnUntraced(function* (read: ReadonlyArray<ReadTwice>) {
  const { using } = yield* Snapshots
  const texts = yield* Messages
  const ids = read.map(({ message }) => message)
  const items = yield* using((file) =>
    Effect.flatMap(readWaiting(file, ids), (facts) => texts.of(file, facts))
  )
  const known = new Map(items.map((item) => [item.id, item]))
  return read.flatMap(({ at, first, message, second, settled, version }): ReadonlyArray<Disagreement> => {
    const item = known.get(message)
    if (item === undefined) return []
    const { verdict: _, ...unjudged } = item
    return [{ message: unjudged, version, at: at.toISOString(), first, second, settled }]
  })
})

export const agreementRoute = fromStore(
  agreement,
  Effect.fnUntraced(function* ({ scope }) {
    const ledger = yield* Ledger
    const all = yield* ledger.query("read second readings", readTwiceIn)
    const read = all.filter(({ school }) => scope === "all" || (school !== null && scope.has(school)))
    const apart = read.filter((one) => !agree(one)).toSorted(openFirst)
    return {
      every: yield* SecondReadings,
      ...agreementOf(read),
      disagreements: yield* withTexts(apart.slice(0, shown))
    }
  })
)
