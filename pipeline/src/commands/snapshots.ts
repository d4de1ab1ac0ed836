import type { Published } from "@otklik/contract/published"
import { Console, Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { pruneStore } from "../build/build-store.ts"
import { onDisk, pins, prunable } from "../warehouse/prune.ts"
import { published, named } from "../warehouse/published.ts"
import { Store } from "../warehouse/store.ts"
import { jsonFlag } from "./build.ts"
import { sayAndEnd } from "./ended.ts"
import { grouped } from "./progress-bar.ts"

interface Listed extends Published {
  readonly current: boolean
  readonly pinned: boolean
  readonly kept: boolean
}

const listed = Effect.gen(function* () {
  const served = yield* named
  const held = yield* pins
  const there = new Set(yield* onDisk)
  return (yield* published).toReversed().map((line): Listed => ({
    ...line,
    current: line.id === served,
    pinned: held.has(line.id),
    kept: there.has(line.id)
  }))
})

const marks = ({ current, kept, pinned }: Listed): string =>
  [current ? "served" : "", pinned ? "pinned" : "", kept ? "" : "removed"].filter(Boolean).join(", ")

const lineOf = (one: Listed): string =>
  [
    one.id,
    one.at.slice(0, 16).replace("T", " "),
    `up to ${one.asOf.slice(0, 10)}`,
    `${grouped(one.messages)} messages, ${grouped(one.themes)} themes`,
    one.model.name,
    marks(one)
  ]
    .join("  ")
    .trimEnd()

const list = Effect.fnUntraced(function* (json: boolean) {
  const all = yield* listed
  if (json) return yield* Console.log(JSON.stringify(all))
  if (all.length === 0) yield* Console.log("No snapshot was served yet. Make one with «otklik build».")
  for (const one of all) yield* Console.log(lineOf(one))
})

const dryRun = Flag.Boolean("dry-run").pipe(
  Flag.withDefault(false),
  Flag.withDescription("Only say what would be removed")
)

const prune = Command.make("prune", { dryRun, json: jsonFlag }, ({ dryRun: dry, json }) =>
  Effect.gen(function* () {
    const ids = yield* dry ? prunable : pruneStore
    if (json) return yield* Console.log(JSON.stringify({ removed: dry ? [] : ids, prunable: dry ? ids : [] }))
    if (ids.length === 0) return yield* Console.log("Every snapshot is to be kept.")
    for (const id of ids) yield* Console.log(`${id} ${dry ? "would be removed" : "is removed"}`)
  }).pipe(sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Remove the snapshots that are kept no longer: all of the last 30 days stay, then one a week, and for ever those that a stand-up was held on. A build does so by itself after it has served"
  )
)

export const snapshots = Command.make("snapshots", { json: jsonFlag }, ({ json }) =>
  list(json).pipe(sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription("List every snapshot that was served, newest first"),
  Command.withSubcommands([prune])
)
