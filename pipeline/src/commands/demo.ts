import { Console, Effect, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { writeCity } from "../demo/city.ts"

const Messages = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000_000 }))

const usual = { messages: 20_000, seed: 1 }

const line = (written: number, seconds: number) =>
  Console.log(`demo ${written} messages ${seconds.toFixed(1)} s`)

/** Writes the city and tells how it goes. */
export const demonstrate = Effect.fn("demonstrate")(function* ({
  folder,
  messages = usual.messages,
  seed = usual.seed
}: {
  readonly folder: string
  readonly messages?: number
  readonly seed?: number
}) {
  const every = Math.max(10_000, Math.ceil(messages / 200_000) * 10_000)
  const progress = (written: number, seconds: number) =>
    written % every === 0 || written === messages ? line(written, seconds) : Effect.void
  const counts = yield* writeCity({ folder, messages, seed, progress })
  for (const [source, count] of Object.entries(counts.bySource)) yield* Console.log(`  ${source} ${count}`)
  yield* Console.log(
    `demo done ${counts.messages} messages ${(counts.bytes / 1e6).toFixed(1)} MB ${counts.seconds.toFixed(1)} s in ${folder}`
  )
})

export const demo = Command.make(
  "demo",
  {
    folder: Argument.String("DIR").pipe(
      Argument.withDescription("Folder for the files; made where it is absent")
    ),
    messages: Flag.Int("messages").pipe(
      Flag.withSchema(Messages),
      Flag.withDefault(usual.messages),
      Flag.withDescription("How many messages, 1 to 10 million")
    ),
    seed: Flag.Int("seed").pipe(
      Flag.withDefault(usual.seed),
      Flag.withDescription("The same seed and number of messages give the same bytes")
    )
  },
  demonstrate
).pipe(
  Command.withDescription(
    "Write the demonstration city: export files in real formats, with the truth beside them"
  )
)
