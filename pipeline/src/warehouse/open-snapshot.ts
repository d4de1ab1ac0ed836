import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Layer, Option, Schema } from "effect"
import { Settings } from "../settings.ts"
import { current } from "./publish.ts"
import { Store } from "./store.ts"

export class NoSnapshot extends Schema.TaggedError<NoSnapshot>()("NoSnapshot", { store: Schema.String }) {
  override get message() {
    return `${this.store} serves no snapshot yet. Make one with «otklik build».`
  }
}

/** DuckDB over the served snapshot, read-only, so that other processes may have it open too. */
export const openSnapshot = Layer.unwrap(
  Effect.gen(function* () {
    const store = yield* Store
    const { memory, threads } = yield* Settings
    const id = yield* current
    if (Option.isNone(id)) return yield* new NoSnapshot({ store: store.root })
    const path = store.snapshot(id.value)
    return DuckDb.layer({ path, threads, memory, temporary: `${store.temporary}/spill`, readOnly: true })
  })
)
