import { DuckDb } from "@otklik/sql/duckdb"
import { Context, Effect, Option } from "effect"
import { attachReadOnly } from "../warehouse/attach.ts"
import { canonical, type Inputs, readManifest } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"
import type { Base } from "./base.ts"

/** From how many messages on, and up to which share of them, new ones are placed without a fit of all. */
export const Additions = Context.Reference<{ readonly least: number; readonly share: number }>(
  "pipeline/Additions",
  { defaultValue: () => ({ least: 100_000, share: 0.02 }) }
)

/** What must be the same for a snapshot to be added to: everything but the messages and the directory. */
const ground = (inputs: Inputs): string => canonical({ ...inputs, directory: null, landed: [] })

const holdsAll = (now: Inputs, before: Inputs): boolean => {
  const paths = new Set(now.landed.map(({ hash, path }) => `${path} ${hash}`))
  return before.landed.every(({ hash, path }) => paths.has(`${path} ${hash}`))
}

/** A decision that waits may hold when messages are added, which takes a fit. */
const waits = Effect.fn(function* (id: string) {
  const store = yield* Store
  const db = yield* DuckDb
  return yield* attachReadOnly(store.snapshot(id), "looked_at").pipe(
    Effect.andThen(db.rows("select 1 from looked_at.theme_decisions where not holds limit 1")),
    Effect.map((rows) => rows.length > 0),
    Effect.ensuring(db.run("detach database if exists looked_at").pipe(Effect.ignore)),
    Effect.orElseSucceed(() => true)
  )
})

/**
 * The files of the snapshot that a build goes on from where it only adds a few messages to them, else none: by its
 * inputs alone, so that the same inputs always go the same way.
 */
export const addedTo = Effect.fn("addedTo")(function* (now: Inputs, base: Base, messages: number) {
  const { least, share } = yield* Additions
  if (base.cold || Option.isNone(base.previous) || messages < least) return []
  const found = yield* Effect.option(readManifest(base.previous.value))
  if (Option.isNone(found)) return []
  const { fitted, inputs } = found.value
  const few = messages <= fitted * (1 + share)
  if (!few || ground(now) !== ground(inputs) || !holdsAll(now, inputs)) return []
  const settled = now.decisions.length === 0 || !(yield* waits(base.previous.value))
  return settled ? inputs.landed : []
})
