import { assert, layer } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { buildStore } from "../fixtures/snapshot.ts"
import { Serving } from "./serving.ts"

const ask = Effect.fn(function* (method: "GET" | "POST" | "PATCH", url: string, payload?: object) {
  const { inject } = yield* Serving
  return yield* inject({ method, url, ...(payload === undefined ? {} : { payload }) })
})
const bring = (csv: string, dry = false) =>
  Effect.map(ask("POST", "/api/schools/import", { csv, dry }), (it) => it.json())
const file = Effect.map(Serving, ({ store }) => readFileSync(join(store, "directory", "schools.csv"), "utf8"))

layer(Serving.whole, { timeout: "3 minutes", excludeTestServices: true })("the directory", (it) => {
  it.effect(
    "holds what the store's file held, and a school that moved is in the file of the next build",
    () =>
      Effect.gen(function* () {
        const { items } = (yield* ask("GET", "/api/schools")).json()
        assert.strictEqual(items.length, 60)
        assert.deepInclude(items[0], { school: "1001", version: 1, aliases: ["ш.1001", "школа 1001"] })
        const moved = yield* ask("PATCH", "/api/schools/1001", { version: 1, district: "zelao" })
        assert.deepInclude(moved.json() as object, { district: "zelao", version: 2, name: items[0].name })
        assert.match(yield* file, /^1001;1001;[^;]+;zelao;/m)
        assert.strictEqual(
          (yield* ask("PATCH", "/api/schools/1001", { version: 1, name: "А" })).statusCode,
          409
        )
        assert.strictEqual((yield* ask("PATCH", "/api/schools/9", { version: 1, name: "А" })).statusCode, 404)
      })
  )

  it.effect("all that a school said counts for the district that it moved to, from the next build on", () =>
    Effect.gen(function* () {
      const { store } = yield* Serving
      const districtOf = Effect.map(
        ask("GET", "/api/themes/T1/messages?limit=500"),
        (it) => it.json().items.find(({ school }: { school: string }) => school === "1001")?.district
      )
      const before = yield* districtOf
      yield* buildStore(store)
      const after = yield* districtOf.pipe(
        Effect.repeat({ until: (it) => it !== before, schedule: Schedule.spaced("50 millis"), times: 600 })
      )
      assert.deepStrictEqual([before === "zelao", after], [false, "zelao"])
    })
  )

  it.effect("tells what a file would change before it does, and keeps schools that it leaves out", () =>
    Effect.gen(function* () {
      const csv = "Школа;Номер;Название;Округ\n1002;1002;Новое имя;ЦАО\n2001;2001;Школа 2001;\n"
      const before = yield* file
      assert.deepInclude(yield* bring(csv, true), {
        rows: 2,
        added: 1,
        changed: 1,
        absent: 59,
        applied: false
      })
      assert.strictEqual(yield* file, before)
      assert.isTrue((yield* bring(csv)).applied)
      assert.match(yield* file, /^1002;1002;Новое имя;cao;/m)
      assert.deepInclude(yield* bring(csv), { added: 0, changed: 0 })
    })
  )

  it.effect("refuses a file with faults whole, naming the rows", () =>
    Effect.gen(function* () {
      const before = yield* file
      const { applied, faults } = yield* bring(
        "school,name,district\n3001,Школа,cao\n,Школа,\n3002,Школа,луна\n3001,Школа,\n"
      )
      assert.isFalse(applied)
      assert.deepStrictEqual(
        faults.map((it: string) => /\d+/.exec(it)![0]),
        ["3", "4", "5"]
      )
      for (const csv of ["", '"', "a;b\n1;2\n", "curator;school;from;to\nnobody;1001;2026-02-30;\n"])
        assert.isNotEmpty((yield* bring(csv)).faults)
      assert.strictEqual(yield* file, before)
    })
  )
})
