import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Layer, Logger, Runtime } from "effect"
import { fileURLToPath } from "node:url"
import { Entry } from "./entry.ts"
import { Listening } from "./listening.ts"
import { firstInvitation } from "./people/invitations.ts"
import { services } from "./services.ts"
import { settings } from "./settings.ts"

const dashboard = fileURLToPath(new URL("../../../dashboard/dist", import.meta.url))

/** Requests are logged where nobody looks on; on a terminal only what went wrong is. */
const requests = { level: process.stderr.isTTY ? "warn" : "info", stream: process.stderr, base: null }

const announce = Effect.gen(function* () {
  const { url } = yield* Listening
  const { demonstration, origin } = yield* Entry
  yield* Console.log(`Otklik is at ${url}`)
  if (demonstration) return
  const link = yield* firstInvitation
  if (link === null) return
  const here = `${origin ?? url}${link}`
  yield* Console.log(
    `Первый администратор входит по этой ссылке, один раз · The first administrator signs in here, once:\n${here}`
  )
})

const live = Layer.unwrap(
  Effect.map(settings, ({ host, port, ...rest }) =>
    Layer.effectDiscard(Effect.forkScoped(announce)).pipe(
      Layer.provide(Listening.layer({ host, port }, requests)),
      Layer.provide(services({ ...rest, dashboard, pid: process.pid }))
    )
  )
)

/** To be told to stop is no failure. */
const teardown: Runtime.Teardown = (exit, end) =>
  Runtime.defaultTeardown(exit, (code) => end(code === 130 ? 0 : code))

process.once("disconnect", () => process.kill(process.pid, "SIGTERM"))

Layer.launch(live).pipe(
  Effect.tapError(({ message }) => Console.error(message)),
  Effect.provide(Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])),
  NodeRuntime.runMain({ disableErrorReporting: true, teardown })
)
