import { spawnSync } from "node:child_process"

/** Two hundred kills of a server as people decide: `npm run faults`, or another number of them. */
const env = { ...process.env, OTKLIK_KILLS: process.argv[2] ?? "200" }
const { status } = spawnSync(
  process.execPath,
  [new URL("run.js", import.meta.url).pathname, "tests/faults/killed-server.test.ts"],
  {
    env,
    stdio: "inherit"
  }
)
process.exit(status ?? 1)
