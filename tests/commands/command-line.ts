import { spawnSync } from "node:child_process"
import { join } from "node:path"

const entry = join(import.meta.dirname, "../../pipeline/bin/otklik.js")

/** Runs the command line over a store; gives what it said and how it ended. */
export const run = (
  store: string,
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {}
) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [entry, ...args], {
    env: { ...process.env, OTKLIK_STORE: store, ...environment },
    encoding: "utf8"
  })
  return { status, stderr, stdout }
}
