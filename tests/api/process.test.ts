import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { temporaryFolder } from "../fixtures/snapshot.ts"

const root = join(import.meta.dirname, "../..")
const server = [join(root, "api/server/src/main.ts")]
const command = [join(root, "pipeline/bin/otklik.js"), "serve"]

interface Started {
  readonly child: ChildProcess
  /** the address, once it is announced */
  readonly url: Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const start = (args: ReadonlyArray<string>, env: Record<string, string>): Started => {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let said = ""
  const url = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk)
      const found = /Otklik is at (\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on("data", hear)
    child.stderr.on("data", hear)
    child.once("close", () => reject(new Error(said)))
  })
  url.catch(() => undefined)
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, said }))
  )
  return { child, url, ended }
}

const running = (args: ReadonlyArray<string>, env: Record<string, string>) =>
  Effect.acquireRelease(
    Effect.promise(async () => start(args, { OTKLIK_PORT: String(await freePort()), ...env })),
    ({ child, ended }) => Effect.promise(() => (child.kill("SIGKILL"), ended))
  )

const pidIn = (store: string) =>
  (JSON.parse(readFileSync(join(store, "people.lock"), "utf8")) as { pid: number }).pid

it.live("told to stop, the server ends well and leaves no lock behind; so does `otklik serve`", () =>
  Effect.gen(function* () {
    for (const program of [server, command]) {
      const store = yield* temporaryFolder
      const { child, ended, url } = yield* running(program, { OTKLIK_STORE: store })
      const health = yield* Effect.promise(async () => (await fetch(`${await url}/api/health`)).json())
      assert.strictEqual(health.status, "empty")
      child.kill("SIGTERM")
      const { code, said } = yield* Effect.promise(() => ended)
      assert.strictEqual(code, 0, said)
      assert.isFalse(existsSync(join(store, "people.lock")))
    }
  })
)

it.live(
  "a second server on one store is refused with the first one's number; after a crash the next one starts",
  () =>
    Effect.gen(function* () {
      const store = yield* temporaryFolder
      const first = yield* running(server, { OTKLIK_STORE: store })
      yield* Effect.promise(() => first.url)
      const second = yield* running(command, { OTKLIK_STORE: store })
      const { code, said } = yield* Effect.promise(() => second.ended)
      assert.strictEqual(code, 75)
      assert.include(said, `Process ${first.child.pid} already serves this store`)
      first.child.kill("SIGKILL")
      yield* Effect.promise(() => first.ended)
      const third = yield* running(server, { OTKLIK_STORE: store })
      yield* Effect.promise(() => third.url)
      assert.strictEqual(pidIn(store), third.child.pid)
    })
)

it.live("the server ends with the `otklik serve` that started it, even one that was killed", () =>
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    const { child, ended, url } = yield* running(command, { OTKLIK_STORE: store })
    yield* Effect.promise(() => url)
    child.kill("SIGKILL")
    yield* Effect.promise(() => ended)
    assert.isFalse(existsSync(join(store, "people.lock")))
  })
)

const refusals = [
  ["OTKLIK_HOST", "0.0.0.0", 78, "sign in"],
  ["OTKLIK_HOST", "127.0.0.1.example.org", 78, "sign in"],
  ["OTKLIK_PORT", "many", 78, "OTKLIK_PORT"],
  ["OTKLIK_OIDC_ISSUER", "http://id.example.org", 78, "https"],
  ["OTKLIK_OIDC_ISSUER", "https://id.example.org", 78, "OTKLIK_OIDC_CLIENT"],
  ["OTKLIK_STORE", "a file", 78, "OTKLIK_STORE"]
] as const

for (const [name, value, expected, words] of refusals)
  it.live(`${name} of ${value} is refused with a sentence`, () =>
    Effect.gen(function* () {
      const store = yield* temporaryFolder
      const file = join(store, "file")
      writeFileSync(file, "")
      const env = { OTKLIK_STORE: store, [name]: value === "a file" ? file : value }
      const { ended } = yield* running(server, env)
      const { code, said } = yield* Effect.promise(() => ended)
      assert.strictEqual(code, expected, said)
      assert.include(said, words)
      assert.notInclude(said, "    at ")
    })
  )

it.live("a port that is taken is named, with the setting that chooses another", () =>
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    const holder = yield* Effect.acquireRelease(
      Effect.promise(
        () =>
          new Promise<ReturnType<typeof createServer>>((resolve) => {
            const it = createServer().listen(0, "127.0.0.1", () => resolve(it))
          })
      ),
      (it) => Effect.sync(() => it.close())
    )
    const { port } = holder.address() as { port: number }
    const { ended } = yield* running(command, { OTKLIK_STORE: store, OTKLIK_PORT: String(port) })
    const { code, said } = yield* Effect.promise(() => ended)
    assert.strictEqual(code, 69, said)
    assert.include(said, `Port ${port} `)
    assert.include(said, "OTKLIK_PORT")
  })
)
