import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { attachReadOnly } from "../warehouse/attach.ts"
import { Store } from "../warehouse/store.ts"

/** Looks into a snapshot, attached as `looked_at`, that may be there no more. */
export const lookInto = Effect.fn(function* <A, E, R>(id: string, look: Effect.Effect<A, E, R>) {
  const store = yield* Store
  const db = yield* DuckDb
  return yield* attachReadOnly(store.snapshot(id), "looked_at").pipe(
    Effect.andThen(look),
    Effect.ensuring(db.run("detach database if exists looked_at").pipe(Effect.ignore)),
    Effect.option
  )
})
