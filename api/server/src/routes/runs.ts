import { runs } from "@otklik/contract/runs"
import { Effect } from "effect"
import { pageAfter } from "../cursor.ts"
import { fromStore } from "../endpoint.ts"
import { fingerprint } from "../fingerprint.ts"
import { readRuns } from "../journal.ts"
import { Place } from "../place.ts"

const bound = { snapshot: "", filters: fingerprint(runs.url) }

export const runsRoute = fromStore(
  runs,
  Effect.fnUntraced(function* ({ query }) {
    const { store } = yield* Place
    const all = yield* readRuns(store)
    return { total: all.length, ...(yield* pageAfter(all, ({ run }) => run, bound, query)) }
  })
)
