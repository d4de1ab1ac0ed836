import { Effect, Option, Redacted } from "effect"
import { Command } from "effect/cli"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Settings } from "../settings.ts"
import { Ended } from "./ended.ts"

const program = fileURLToPath(new URL("../../../api/server/src/main.ts", import.meta.url))

const given = (entry: Settings["Service"]["entry"]) =>
  Object.fromEntries(
    Object.entries(entry).flatMap(([name, value]) => (Option.isSome(value) ? [[name, value.value]] : []))
  )

const environment = ({
  database,
  entry,
  host,
  memory,
  port,
  store,
  threads,
  timezone
}: Settings["Service"]) => ({
  ...process.env,
  OTKLIK_STORE: store,
  OTKLIK_HOST: host,
  OTKLIK_PORT: String(port),
  OTKLIK_MEMORY: memory,
  OTKLIK_THREADS: String(threads),
  OTKLIK_TIMEZONE: timezone,
  ...given(entry),
  ...Option.match(database, {
    onNone: () => ({}),
    onSome: (url) => ({ DATABASE_URL: Redacted.value(url) })
  })
})

/** The channel tells the server that we are gone, however we went. */
const start = (settings: Settings["Service"]) =>
  spawn(process.execPath, [program], {
    env: environment(settings),
    stdio: ["inherit", "inherit", "inherit", "ipc"]
  })

/**
 * Runs the server as a process of its own until it ends, and ends with its code; it has said why by itself. When
 * interrupted, asks it to finish the requests under way and waits.
 */
export const serving = (settings: Settings["Service"]) =>
  Effect.callback<void, Ended>((resume) => {
    const server = start(settings)
    const ended = new Promise<number>((resolve) => void server.once("exit", (code) => resolve(code ?? 1)))
    void ended.then((code) => resume(code === 0 ? Effect.void : Effect.fail(new Ended({ code }))))
    return Effect.promise(async () => {
      server.kill("SIGTERM")
      process.exit(await ended)
    })
  })

export const serve = Command.make("serve", {}, () => Effect.flatMap(Settings, serving)).pipe(
  Command.withDescription(
    "Serve the dashboard and the API, by default on this machine alone at http://127.0.0.1:4000 (OTKLIK_PORT)"
  )
)
