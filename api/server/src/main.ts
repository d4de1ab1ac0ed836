import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Layer, Logger, Runtime } from "effect"
import { fileURLToPath } from "node:url"
import { Listening } from "./listening.ts"
import { services } from "./services.ts"
import { settings } from "./settings.ts"

const dashboard = fileURLToPath(new URL("../../../dashboard/dist", import.meta.url))

/** Requests are logged where nobody looks on; on a terminal only what went wrong is. */
const requests = { level: process.stderr.isTTY ? "warn" : "info", stream: process.stderr, base: null }

const announce = Effect.flatMap(Listening, ({ url }) => Console.log(`Otklik is at ${url}`))

const live = Layer.unwrap(
  Effect.map(settings, ({ host, port, ...rest }) =>
    Layer.effectDiscard(announce).pipe(
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
