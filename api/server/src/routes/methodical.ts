import { methodical } from "@otklik/contract/methodical"
import { Effect } from "effect"
import { nextOffset, offsetOf } from "../cursor.ts"
import { fromSnapshot } from "../endpoint.ts"
import { fingerprint } from "../fingerprint.ts"
import { guidesOf } from "../guides.ts"

export const methodicalRoute = fromSnapshot(
  methodical,
  Effect.fnUntraced(function* (file, { query: { cursor, limit, ...filters } }) {
    const bound = { snapshot: file.id, filters: fingerprint(methodical.url, filters) }
    const offset = yield* offsetOf(bound, cursor)
    const items = yield* guidesOf(file, filters)
    return {
      snapshot: file.id,
      asOf: file.asOf,
      total: items.length,
      items: items.slice(offset, offset + limit),
      next: nextOffset(bound, offset, limit, items.length)
    }
  })
)
