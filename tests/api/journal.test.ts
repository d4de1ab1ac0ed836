import { assert, layer } from "@effect/vitest"
import type { Rejected } from "@otklik/contract/quarantine"
import type { Run } from "@otklik/contract/runs"
import { Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Serving } from "./serving.ts"

const run = (n: number): Run => ({
  run: `2025110${n}T080000-support`,
  source: "support",
  profile: "otrs",
  file: "tickets.csv",
  startedAt: `2025-11-0${n}T08:00:00.000Z`,
  seconds: 1.5,
  read: 10,
  landed: 7,
  duplicates: 1,
  quarantined: 2,
  masked: { phone: n },
  outcome: "done",
  note: ""
})
const rejected = (of: Run, row: number): Rejected => ({
  id: `${of.run}-${row}`,
  run: of.run,
  source: of.source,
  file: of.file,
  row,
  reason: "Нет даты",
  preview: "[ФИО] не может войти"
})

const record = Effect.fn(function* (runs: ReadonlyArray<Run>) {
  const { store } = yield* Serving
  yield* Effect.promise(async () => {
    await mkdir(join(store, "runs"), { recursive: true })
    await mkdir(join(store, "quarantine"), { recursive: true })
    for (const it of runs) {
      await writeFile(
        join(store, "runs", `${it.run}.json`),
        JSON.stringify({ ...it, asked: { path: "/home/me" } })
      )
      const lines = [2, 5].map((row) => JSON.stringify(rejected(it, row)))
      await writeFile(join(store, "quarantine", `${it.run}.ndjson`), `${lines.join("\n")}\n`)
    }
    await writeFile(join(store, "runs", "half-written.json"), '{"run": "x"')
    await writeFile(join(store, "runs", "note.txt"), "not a run")
  })
})

const ask = Effect.fn(function* (url: string) {
  const { get } = yield* Serving
  const answer = yield* get(url)
  return { status: answer.statusCode, ...answer.json() }
})

layer(Serving.empty)("runs and quarantine", (it) => {
  it.effect("are empty lists before the first import", () =>
    Effect.gen(function* () {
      const none = { status: 200, total: 0, items: [], next: null }
      assert.deepStrictEqual(yield* ask("/api/runs"), none)
      assert.deepStrictEqual(yield* ask("/api/quarantine"), none)
    })
  )

  it.effect("list finished runs newest first, and tell nothing but the contract", () =>
    Effect.gen(function* () {
      yield* record([run(1), run(3), run(2)])
      const { items, total } = yield* ask("/api/runs")
      assert.strictEqual(total, 3)
      assert.deepStrictEqual(items, [run(3), run(2), run(1)])
    })
  )

  it.effect("list rejected rows of all runs or of one, with their reasons", () =>
    Effect.gen(function* () {
      const all = yield* ask("/api/quarantine")
      assert.strictEqual(all.total, 6)
      const one = yield* ask(`/api/quarantine?run=${run(2).run}`)
      assert.deepStrictEqual(one.items, [rejected(run(2), 2), rejected(run(2), 5)])
      assert.strictEqual((yield* ask("/api/quarantine?run=..%2Fruns")).total, 0)
    })
  )

  it.effect("keep their pages whole while new runs arrive", () =>
    Effect.gen(function* () {
      for (const [url, newer] of [
        ["/api/runs", run(4)],
        ["/api/quarantine", run(5)]
      ] as const) {
        const whole = yield* ask(`${url}?limit=500`)
        const first = yield* ask(`${url}?limit=2`)
        yield* record([newer])
        const second = yield* ask(`${url}?limit=500&cursor=${first.next}`)
        assert.deepStrictEqual([...first.items, ...second.items], whole.items)
      }
      const { next } = yield* ask("/api/runs?limit=1")
      assert.strictEqual((yield* ask(`/api/quarantine?cursor=${next}`)).status, 400)
    })
  )
})
