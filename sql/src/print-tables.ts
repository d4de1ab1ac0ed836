import { NodeServices } from "@effect/platform-node"
import { Effect, FileSystem } from "effect"
import { fileURLToPath } from "node:url"
import { martTypes } from "./mart-types.ts"

/** `node sql/src/print-tables.ts` after a mart has changed. */
const print = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  yield* files.writeFileString(fileURLToPath(new URL("./tables.gen.ts", import.meta.url)), yield* martTypes)
})

await Effect.runPromise(print.pipe(Effect.provide(NodeServices.layer)))
