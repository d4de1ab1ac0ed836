import { spawnSync } from "node:child_process"

/** Fifty thousand requests from the OpenAPI document, of every role: `npm run fuzz`, or another number of them. */
const env = { ...process.env, OTKLIK_FUZZ: process.argv[2] ?? "50000" }
const { status } = spawnSync(
  process.execPath,
  [new URL("run.js", import.meta.url).pathname, "tests/api/openapi.test.ts"],
  {
    env,
    stdio: "inherit"
  }
)
process.exit(status ?? 1)
