import { Effect } from "effect"
import { decide } from "../fixtures/decisions.ts"
import { messages } from "../fixtures/messages.ts"
import { buildStore, land, temporaryFolder, writeStore } from "../fixtures/snapshot.ts"

const cuts = [120, 200, 306]

/** As they came, but for a few themes of which nobody speaks until the end. */
const told = messages.toSorted((a, b) => {
  const [late, later] = [a, b].map(({ text }) => Number(/чат/i.test(text)))
  return late! - later! || (a.created_at < b.created_at ? -1 : 1)
})

/** Three snapshots, each with more messages than the one before; the last joins the third theme to the second. */
export const thrice = Effect.gen(function* () {
  const store = yield* temporaryFolder
  const ids = [(yield* writeStore(store, told.slice(0, cuts[0]))).id as string]
  for (const [i, cut] of cuts.slice(1).entries()) {
    yield* land(store, told.slice(cuts[i], cut))
    if (cut === cuts.at(-1)) yield* decide(store, { kind: "merge", from: "T3", into: "T2" })
    ids.push((yield* buildStore(store)).id)
  }
  return { store, ids }
})
