import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"

const entry = join(import.meta.dirname, "../../../pipeline/bin/otklik.js")

const build = (store: string) =>
  spawn(process.execPath, [entry, "build", "--force"], {
    env: { ...process.env, OTKLIK_STORE: store },
    stdio: ["ignore", "ignore", "inherit"]
  })

/** Does something while whole builds of a store run one after another, each a process of its own; then ends the last. */
export const building = async <A>(store: string, body: () => Promise<A>): Promise<A> => {
  let over = false
  let child: ChildProcess
  const next = () => {
    if (over) return
    child = build(store)
    child.once("exit", next)
  }
  next()
  try {
    return await body()
  } finally {
    over = true
    child!.kill("SIGTERM")
    if (child!.exitCode === null) await once(child!, "exit")
  }
}
