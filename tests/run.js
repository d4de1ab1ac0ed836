import "./node-version.js"
import { spawnSync } from "node:child_process"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = new URL("..", import.meta.url).pathname
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  // hundreds of processes of the same program are started
  NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(tmpdir(), "otklik-compiled"),
  OTKLIK_TEST_RUN: String(process.pid)
}
const step = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: "inherit" })
  if (status !== 0) process.exit(status ?? 1)
}
const files = process.argv.slice(2)
if (files.length === 0) step("turbo", ["run", "build", "check", "--output-logs=errors-only"])
step("vitest", ["run", "--config", "tests/vitest.config.ts", ...files])
