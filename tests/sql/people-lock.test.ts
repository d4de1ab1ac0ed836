import { assert, it } from "@effect/vitest"
import { peopleLock, PeopleLocked } from "@otklik/sql/people-lock"
import { Effect, Exit, Scope } from "effect"
import { spawn } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { temporaryFolder } from "../fixtures/snapshot.ts"

const lockIn = Effect.map(temporaryFolder, (folder) => join(folder, "store", "people.lock"))
const owner = (path: string) => JSON.parse(readFileSync(path, "utf8")) as { pid: number; startedAt: string }

/** A process that lives until the scope closes. */
const neighbour = Effect.acquireRelease(
  Effect.sync(() => spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore" })),
  (child) =>
    Effect.promise(() => new Promise((resolve) => (child.once("exit", resolve), child.kill("SIGKILL"))))
)

it.effect("is held for the scope and gone after it", () =>
  Effect.gen(function* () {
    const path = yield* lockIn
    yield* Effect.scoped(
      Effect.gen(function* () {
        yield* peopleLock(path, process.pid)
        assert.strictEqual(owner(path).pid, process.pid)
      })
    )
    assert.isFalse(existsSync(path))
  })
)

it.effect("a second owner is refused with the first one's number, and takes nothing away", () =>
  Effect.gen(function* () {
    const path = yield* lockIn
    yield* peopleLock(path, process.pid)
    const before = readFileSync(path, "utf8")
    const refused = yield* Effect.flip(Effect.scoped(peopleLock(path, process.pid)))
    assert.instanceOf(refused, PeopleLocked)
    assert.include(refused.message, `Process ${process.pid} `)
    assert.strictEqual(readFileSync(path, "utf8"), before)
  })
)

it.effect("of a dead process is taken over", () =>
  Effect.gen(function* () {
    const path = yield* lockIn
    const child = yield* Effect.scoped(neighbour)
    yield* Effect.scoped(peopleLock(path, process.pid))
    writeFileSync(path, JSON.stringify({ pid: child.pid, startedAt: "1" }))
    yield* peopleLock(path, process.pid)
    assert.strictEqual(owner(path).pid, process.pid)
  })
)

it.effect.runIf(existsSync("/proc/self/stat"))(
  "of a number that now names another process is taken over",
  () =>
    Effect.gen(function* () {
      const path = yield* lockIn
      const child = yield* neighbour
      yield* Effect.scoped(peopleLock(path, process.pid))
      writeFileSync(path, JSON.stringify({ pid: child.pid, startedAt: "1" }))
      yield* peopleLock(path, process.pid)
      assert.strictEqual(owner(path).pid, process.pid)
    })
)

it.effect("that cannot be read is never stolen", () =>
  Effect.gen(function* () {
    const path = yield* lockIn
    yield* Effect.scoped(peopleLock(path, process.pid))
    for (const text of ["", "{", "[]", '{"pid":"1"}']) {
      writeFileSync(path, text)
      const refused = yield* Effect.flip(Effect.scoped(peopleLock(path, process.pid)))
      assert.include(refused.message, "delete it")
      assert.strictEqual(readFileSync(path, "utf8"), text)
    }
  })
)

it.effect("goes to one of many that find the same stale lock", () =>
  Effect.gen(function* () {
    const path = yield* lockIn
    yield* Effect.scoped(peopleLock(path, process.pid))
    writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "1" }))
    const scope = yield* Scope.make()
    const all = yield* Effect.forEach(
      Array.from({ length: 20 }),
      () => Effect.result(Scope.provide(peopleLock(path, process.pid), scope)),
      { concurrency: "unbounded" }
    )
    assert.strictEqual(all.filter(({ _tag }) => _tag === "Success").length, 1)
    yield* Scope.close(scope, Exit.void)
  })
)
