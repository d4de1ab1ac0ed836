import { Effect, Option, Redacted } from "effect"
import { Command } from "effect/cli"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Settings } from "../settings.ts"
import { Ended } from "./ended.ts"

const program = fileURLToPath(new URL("../../../api/server/src/main.ts", import.meta.url))

const environment = ({ database, host, memory, port, store, threads }: Settings["Service"]) => ({
  ...process.env,
  OTKLIK_STORE: store,
  OTKLIK_HOST: host,
  OTKLIK_PORT: String(port),
  OTKLIK_MEMORY: memory,
  OTKLIK_THREADS: String(threads),
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
    "Serve the dashboard and the API on this machine alone, by default at http://127.0.0.1:4000 (OTKLIK_PORT)"
  )
)
