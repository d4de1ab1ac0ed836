import { quarantine } from "@otklik/contract/quarantine"
import { Effect } from "effect"
import { pageAfter } from "../cursor.ts"
import { fromStore } from "../endpoint.ts"
import { fingerprint } from "../fingerprint.ts"
import { readQuarantine, rejectedOf } from "../journal.ts"
import { Place } from "../place.ts"

export const quarantineRoute = fromStore(
  quarantine,
  Effect.fnUntraced(function* ({ query }) {
    const { store } = yield* Place
    const lines = yield* readQuarantine(store, query.run)
    const bound = { snapshot: "", filters: fingerprint(quarantine.url, query.run ?? null) }
    const { items, next } = yield* pageAfter(lines, ({ place }) => place, bound, query)
    return { total: lines.length, items: rejectedOf(items), next }
  })
)
