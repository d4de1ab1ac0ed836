import { Console, Effect, FileSystem, Option } from "effect"
import { Command } from "effect/cli"
import { Settings } from "../settings.ts"
import { Store } from "../warehouse/store.ts"
import { demonstrate } from "./demo.ts"
import { sayAndEnd } from "./ended.ts"
import { importAndBuild } from "./run.ts"
import { serving } from "./serve.ts"

/** Files of the demonstration lie beside the store: what is in the store has personal data masked. */
const fill = Effect.gen(function* () {
  const folder = `${(yield* Store).root}.demo`
  yield* Console.log("The store is empty: a demonstration city is written, imported and built.")
  yield* demonstrate({ folder })
  yield* importAndBuild(Option.some(folder), false, false)
})

const fillWhereEmpty = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const store = yield* Store
  if (!(yield* files.exists(store.current))) yield* fill
}).pipe(sayAndEnd(1), Effect.provide(Store.layer))

export const start = Command.make("start", {}, () =>
  Effect.andThen(fillWhereEmpty, Effect.flatMap(Settings, serving))
).pipe(
  Command.withDescription(
    "Serve the store; where it is still empty, fill it with the demonstration city first"
  )
)
