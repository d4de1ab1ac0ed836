import { Effect, FileSystem, Option, Path, Schema } from "effect"
import { build } from "../pipeline.ts"
import { Settings } from "../settings.ts"
import { exclusively } from "../warehouse/lock.ts"
import type { Manifest } from "../warehouse/manifest.ts"
import { publish } from "../warehouse/publish.ts"
import { Store } from "../warehouse/store.ts"
import { Workshop } from "../warehouse/workshop.ts"
import { unchanged } from "./base.ts"
import { inputs } from "./inputs.ts"

export class NothingLanded extends Schema.TaggedError<NothingLanded>()("NothingLanded", {
  store: Schema.String
}) {
  override get message() {
    return `No message has landed in ${this.store} yet. Land some with «otklik import FILE…», or make a demonstration with «otklik demo DIR» and «otklik run --from DIR».`
  }
}

export interface Built {
  readonly manifest: Manifest
  /** false where the served snapshot was made from the same inputs and nothing had to be done */
  readonly fresh: boolean
}

/** What builds that were killed left behind: the lock says that none is at work. */
const sweep = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { temporary } = yield* Store
  const left = (yield* files.readDirectory(temporary)).filter((name) => name.startsWith("build-"))
  for (const name of left) yield* files.remove(path.join(temporary, name), { recursive: true, force: true })
})

const make = Effect.fn(function* (force: boolean) {
  const store = yield* Store
  const { timezone } = yield* Settings
  const read = yield* inputs(timezone)
  if (read.landed.length === 0) return yield* new NothingLanded({ store: store.root })
  const same = force ? Option.none<Manifest>() : yield* unchanged(read)
  if (Option.isSome(same)) return { manifest: same.value, fresh: false } satisfies Built
  const { id, manifest } = yield* build
  yield* publish(id)
  return { manifest, fresh: true } satisfies Built
})

/** Builds what has landed and serves it, one process at a time; does nothing where nothing is new, unless forced. */
export const buildStore = Effect.fn("buildStore")(
  function* (force: boolean) {
    const { lock } = yield* Store
    yield* exclusively(lock, "The snapshot is being built")
    yield* sweep
    return yield* make(force).pipe(Effect.provide(Workshop.database), Effect.provide(Workshop.layer))
  },
  (effect) => Effect.scoped(effect)
)
