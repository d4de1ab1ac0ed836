import { Console, Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { acceptProposal, type Built, buildStore, refitStore } from "../build/build-store.ts"
import { lexicalEngine } from "../build/lexical-engine.ts"
import { Progress } from "../build/step.ts"
import type { Manifest } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"
import { sayAndEnd } from "./ended.ts"
import { giveWay } from "./give-way.ts"
import { grouped } from "./progress-bar.ts"
import { listener } from "./step-line.ts"

const told = ({ fresh, manifest: { counts, id, seconds }, served }: Built): string => {
  const all = Object.values(seconds).reduce((sum, one) => sum + one, 0)
  const holds = `${grouped(counts["messages"] ?? 0)} messages, ${grouped(counts["themes"] ?? 0)} themes`
  if (!fresh) return `nothing new since snapshot ${id}: ${holds}`
  return served
    ? `snapshot ${id} is served: ${holds}, ${all.toFixed(1)} s`
    : `snapshot ${id} is made: ${holds}, ${all.toFixed(1)} s`
}

/** What a person has to do about themes that were found anew. */
const proposedLine = ({ counts, id }: Manifest): string =>
  `themes found anew wait as a proposal (${id}, ${grouped(counts["themes"] ?? 0)} themes): see «otklik differences», then «otklik differences accept» or «reject»`

const document = ({ fresh, manifest: { counts, id, seconds }, proposed, served }: Built) =>
  JSON.stringify({
    snapshot: id,
    fresh,
    served,
    proposed: Option.getOrNull(Option.map(proposed, (one) => one.id)),
    counts,
    seconds
  })

/** Runs a build, with a line a step; `json` gives one document for machines instead. */
export const tellBuild = <E, R>(work: Effect.Effect<Built, E, R>, json: boolean) =>
  Effect.gen(function* () {
    const built = yield* work.pipe(Effect.provideService(Progress, listener(json)))
    yield* Console.log(json ? document(built) : told(built))
    if (!json && Option.isSome(built.proposed)) yield* Console.log(proposedLine(built.proposed.value))
    return built
  }).pipe(Effect.provide(lexicalEngine))

/** Builds what has landed and serves it. */
export const buildAndTell = (force: boolean, json: boolean) => tellBuild(buildStore(force), json)

export const jsonFlag = Flag.Boolean("json").pipe(
  Flag.withDefault(false),
  Flag.withDescription("One JSON document for machines; progress goes to the error stream")
)

export const forceFlag = Flag.Boolean("force").pipe(
  Flag.withDefault(false),
  Flag.withDescription("Build even where nothing is new; the same inputs give the same snapshot")
)

const refitFlag = Flag.Boolean("refit").pipe(
  Flag.withDefault(false),
  Flag.withDescription(
    "Find all themes anew instead of going on from those served. The result is not served: it waits as a proposal for «otklik differences». A build does so by itself, after it has served, when the messages have grown by half since themes were last found anew"
  )
)

const acceptFlag = Flag.Boolean("accept").pipe(
  Flag.withDefault(false),
  Flag.withDescription("With --refit: serve the new themes at once; alone: serve the proposal that waits")
)

interface BuildFlags {
  readonly accept: boolean
  readonly force: boolean
  readonly refit: boolean
}

const work = ({ accept, force, refit }: BuildFlags) => {
  if (refit) return refitStore(accept)
  return accept ? acceptProposal : buildStore(force)
}

export const build = Command.make(
  "build",
  { accept: acceptFlag, force: forceFlag, json: jsonFlag, refit: refitFlag },
  ({ json, ...flags }) =>
    giveWay.pipe(Effect.andThen(tellBuild(work(flags), json)), sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Find the themes in all that has landed, rank them and serve the new snapshot. Messages keep their themes from build to build. Exit code 0: served, or proposed; 1: not built, the previous snapshot is still served"
  )
)
