import { Effect, FileSystem, Option } from "effect"
import { canonical, type Inputs, readManifest } from "../warehouse/manifest.ts"
import { current } from "../warehouse/publish.ts"
import { Store } from "../warehouse/store.ts"

const present = Effect.fn(function* (id: Option.Option<string>) {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  if (Option.isNone(id)) return id
  return (yield* files.exists(store.snapshot(id.value))) ? id : Option.none<string>()
})

/** The served snapshot's id where it was made from exactly these inputs. */
export const unchanged = Effect.fn("unchanged")(function* (inputs: Inputs) {
  const served = yield* current
  if (Option.isNone(served)) return served
  const manifest = yield* readManifest(served.value)
  return canonical(manifest.inputs) === canonical(inputs) ? served : Option.none<string>()
})

/**
 * The snapshot whose theme ids a build carries on: the served one, or, where nothing has changed since it was
 * made, the one it was made from, so that building again gives the same snapshot.
 */
export const base = Effect.fn("base")(function* (inputs: Inputs) {
  const same = yield* unchanged(inputs)
  if (Option.isNone(same)) return yield* current
  const { previous } = yield* readManifest(same.value)
  return yield* present(Option.fromNullishOr(previous))
})
