import { Console, Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { type Built, buildStore } from "../build/build-store.ts"
import { lexicalEngine } from "../build/lexical-engine.ts"
import { Progress } from "../build/step.ts"
import { Store } from "../warehouse/store.ts"
import { sayAndEnd } from "./ended.ts"
import { grouped } from "./progress-bar.ts"
import { listener } from "./step-line.ts"

const told = ({ fresh, manifest: { counts, id, seconds } }: Built): string => {
  const all = Object.values(seconds).reduce((sum, one) => sum + one, 0)
  const holds = `${grouped(counts["messages"] ?? 0)} messages, ${grouped(counts["themes"] ?? 0)} themes`
  return fresh
    ? `snapshot ${id} is served: ${holds}, ${all.toFixed(1)} s`
    : `nothing new since snapshot ${id}: ${holds}`
}

/** Builds and serves, with a line a step; `json` gives one document for machines instead. */
export const buildAndTell = Effect.fn("buildAndTell")(function* (force: boolean, json: boolean) {
  const built = yield* buildStore(force).pipe(Effect.provideService(Progress, listener(json)))
  const { counts, id, seconds } = built.manifest
  yield* Console.log(
    json ? JSON.stringify({ snapshot: id, fresh: built.fresh, counts, seconds }) : told(built)
  )
  return built
}, Effect.provide(lexicalEngine))

export const jsonFlag = Flag.Boolean("json").pipe(
  Flag.withDefault(false),
  Flag.withDescription("One JSON document for machines; progress goes to the error stream")
)

export const forceFlag = Flag.Boolean("force").pipe(
  Flag.withDefault(false),
  Flag.withDescription("Build even where nothing is new; the same inputs give the same snapshot")
)

export const build = Command.make("build", { force: forceFlag, json: jsonFlag }, ({ force, json }) =>
  buildAndTell(force, json).pipe(sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Find the themes in all that has landed, rank them and serve the new snapshot. Exit code 0: served; 1: not built, the previous snapshot is still served"
  )
)
