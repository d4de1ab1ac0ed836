import { Effect } from "effect"
import { appendFile, mkdir } from "node:fs/promises"
import { join } from "node:path"
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
    if (cut === cuts.at(-1)) yield* merge(store)
    ids.push((yield* buildStore(store)).id)
  }
  return { store, ids }
})

const merge = (store: string) =>
  Effect.promise(async () => {
    const decision = { seq: 1, at: "2025-11-01T00:00:00Z", by: "anna", kind: "merge", from: "T3", into: "T2" }
    await mkdir(join(store, "decisions"), { recursive: true })
    await appendFile(join(store, "decisions", "1.ndjson"), `${JSON.stringify(decision)}\n`)
  })
