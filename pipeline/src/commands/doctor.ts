import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { Settings } from "../settings.ts"

export const doctor = Command.make(
  "doctor",
  {},
  Effect.fn(function* () {
    const settings = yield* Settings
    yield* Console.log(`store ${settings.store}`)
  })
).pipe(Command.withDescription("Check everything Otklik needs and say what to do"))
