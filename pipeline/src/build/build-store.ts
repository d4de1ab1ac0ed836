import { SnapshotId } from "@otklik/contract/vocabulary"
import { foldDecisions } from "@otklik/sql/ledger/decision-files"
import { Effect, FileSystem, Layer, Option, Path, Schema } from "effect"
import { build } from "../pipeline.ts"
import { Settings } from "../settings.ts"
import { bringDecisions } from "../warehouse/bring-decisions.ts"
import { exclusively } from "../warehouse/lock.ts"
import type { Manifest } from "../warehouse/manifest.ts"
import { proposal, propose, settled, waiting } from "../warehouse/proposal.ts"
import { prune } from "../warehouse/prune.ts"
import { current, publish, rememberPublished } from "../warehouse/publish.ts"
import { Store } from "../warehouse/store.ts"
import { Workshop } from "../warehouse/workshop.ts"
import { rulingOf } from "./adopt.ts"
import { unchanged } from "./base.ts"
import { inputs } from "./inputs.ts"
import { Refit } from "./refit.ts"

export class NothingLanded extends Schema.TaggedError<NothingLanded>()("NothingLanded", {
  store: Schema.String
}) {
  override get message() {
    return `No message has landed in ${this.store} yet. Land some with «otklik import FILE…», or make a demonstration with «otklik demo DIR» and «otklik run --from DIR».`
  }
}

export class NothingProposed extends Schema.TaggedError<NothingProposed>()("NothingProposed", {
  store: Schema.String
}) {
  override get message() {
    return `${this.store} has no proposal that waits. Find the themes anew with «otklik build --refit».`
  }
}

export interface Built {
  readonly manifest: Manifest
  /** false where the served snapshot was made from the same inputs and nothing had to be done */
  readonly fresh: boolean
  /** whether it is served now; otherwise it is a proposal that waits */
  readonly served: boolean
  /** the snapshot with themes found anew that waits, made by this build */
  readonly proposed: Option.Option<Manifest>
}

/** Messages since themes were last found anew, from which on a build proposes to find them anew. */
const GROWTH = 1.5

/** What builds that were killed left behind: the lock says that none is at work. */
const sweep = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { temporary } = yield* Store
  const left = (yield* files.readDirectory(temporary)).filter((name) => name.startsWith("build-"))
  for (const name of left) yield* files.remove(path.join(temporary, name), { recursive: true, force: true })
})

/** Each build has a workshop of its own. */
const inWorkshop = <A, E, R>(body: Effect.Effect<A, E, R>) =>
  body.pipe(
    Effect.provide(Layer.fresh(Workshop.database.pipe(Layer.provideMerge(Workshop.layer)))),
    Effect.scoped
  )

const whatIsThere = inWorkshop(
  Effect.gen(function* () {
    const store = yield* Store
    const { timezone } = yield* Settings
    const { read } = yield* inputs(timezone)
    if (read.landed.length === 0) return yield* new NothingLanded({ store: store.root })
    return yield* unchanged(read)
  })
)

const findAnew = Effect.gen(function* () {
  const { id, manifest } = yield* inWorkshop(build.pipe(Effect.provideService(Refit, true)))
  const snapshot = SnapshotId.make(id)
  yield* propose({ snapshot, messages: manifest.counts["messages"] ?? 0, state: "waiting" })
  return manifest
})

/** After much growth themes are found anew too, beside those that go on, unless that was proposed at this size before. */
const afterGrowth = Effect.fn(function* ({ cold, coldMessages, counts }: Manifest) {
  const before = yield* proposal
  const known = Option.match(before, { onNone: () => 0, onSome: ({ messages }) => messages })
  const grown = (counts["messages"] ?? 0) > GROWTH * Math.max(coldMessages, known)
  return cold || !grown ? Option.none<Manifest>() : Option.some(yield* findAnew)
})

/** Serves a snapshot; what the policy then keeps no longer goes. */
const serve = Effect.fn(function* (id: string) {
  yield* publish(id)
  yield* prune.pipe(
    Effect.catch(({ message }) => Effect.logWarning(`Old snapshots could not be removed: ${message}`))
  )
})

/** A proposal of which people have decided every change waits no more: this build holds what they decided. */
const settle = Effect.fn(function* ({ inputs: read }: Manifest) {
  const found = yield* waiting
  if (Option.isNone(found)) return
  const state = yield* inWorkshop(rulingOf(found.value.snapshot, read))
  if (state !== "waiting") yield* propose({ ...found.value, state })
})

const goOn = Effect.fn(function* (force: boolean) {
  const same = yield* whatIsThere
  if (!force && Option.isSome(same)) {
    return { manifest: same.value, fresh: false, served: true, proposed: Option.none() } satisfies Built
  }
  const { id, manifest } = yield* inWorkshop(build)
  yield* serve(id)
  yield* settle(manifest)
  return { manifest, fresh: true, served: true, proposed: yield* afterGrowth(manifest) } satisfies Built
})

/** Themes found anew wait as a proposal where a snapshot is served already. */
const anew = Effect.gen(function* () {
  yield* whatIsThere
  if (Option.isNone(yield* current)) return yield* goOn(true)
  const manifest = yield* findAnew
  return { manifest, fresh: true, served: false, proposed: Option.some(manifest) } satisfies Built
})

const serveProposal = Effect.gen(function* () {
  const store = yield* Store
  const found = yield* waiting
  if (Option.isNone(found)) return yield* new NothingProposed({ store: store.root })
  yield* serve(found.value.snapshot)
  yield* settled
  return yield* goOn(false)
})

/** Removes the snapshots that the policy keeps no longer. */
export const pruneStore = Effect.suspend(() => alone(prune)).pipe(Effect.withSpan("pruneStore"))

const alone = <A, E, R>(body: Effect.Effect<A, E, R>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { decisions, lock } = yield* Store
      yield* exclusively(lock, "The snapshot is being built")
      yield* sweep
      yield* rememberPublished
      yield* bringDecisions
      yield* foldDecisions(decisions)
      return yield* body
    })
  )

/** Builds what has landed and serves it, one process at a time; does nothing where nothing is new, unless forced. */
export const buildStore = (force: boolean) => alone(goOn(force)).pipe(Effect.withSpan("buildStore"))

/** Finds the themes anew; with a snapshot served already they wait as a proposal, unless `accept` serves them at once. */
export const refitStore = (accept: boolean) =>
  alone(Effect.flatMap(anew, (made) => (accept && !made.served ? serveProposal : Effect.succeed(made)))).pipe(
    Effect.withSpan("refitStore")
  )

/** Serves the waiting proposal and builds on from it where messages have landed since. */
export const acceptProposal = alone(serveProposal).pipe(Effect.withSpan("acceptProposal"))

/** Keeps the themes that are served; the proposal is not made again until the messages have grown by half. */
export const rejectProposal = alone(
  Effect.gen(function* () {
    const store = yield* Store
    const found = yield* waiting
    if (Option.isNone(found)) return yield* new NothingProposed({ store: store.root })
    yield* propose({ ...found.value, state: "rejected" })
    return found.value
  })
).pipe(Effect.withSpan("rejectProposal"))
