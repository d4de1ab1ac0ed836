import { assert, describe, it } from "@effect/vitest"
import type { Backlog } from "@otklik/contract/backlog"
import type { History } from "@otklik/contract/history"
import { Effect } from "effect"
import { Serving } from "./serving.ts"
import { thrice } from "./thrice.ts"

const hundredths = (value: number) => Math.round(100 * value)

describe("the history of a theme", () => {
  it.live("tells how it stood in every snapshot, as each of them told it itself", () =>
    Effect.gen(function* () {
      const { ids, store } = yield* thrice
      yield* Effect.gen(function* () {
        const { get } = yield* Serving
        const queues = yield* Effect.forEach(ids, (id) => get(`/api/backlog?as_of=${id}`))
        const told = queues.map((queue) => queue.json() as Backlog)
        for (const { theme, title } of told.at(-1)!.items) {
          const history = (yield* get(`/api/themes/${theme}/history`)).json() as History
          assert.deepStrictEqual([history.theme, history.title], [theme, title])
          const stood = told.flatMap(({ asOf, items, snapshot }) => {
            const item = items.find((one) => one.theme === theme)
            if (item === undefined) return []
            const { parts, rank, schools, score } = item
            return [{ snapshot, asOf, rank, score, schools, parts, pinned: false }]
          })
          const moments = history.moments.map(({ asOf, parts, pinned, rank, schools, score, snapshot }) => ({
            snapshot,
            asOf,
            rank,
            score,
            schools,
            parts,
            pinned
          }))
          assert.deepStrictEqual(moments, stood as never)
        }
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )

  it.live("tells what moved it from each snapshot to the next, exactly", () =>
    Effect.gen(function* () {
      const { ids, store } = yield* thrice
      yield* Effect.gen(function* () {
        const { get } = yield* Serving
        for (const theme of ["T1", "T2", "T3", "T11"]) {
          const { moments } = (yield* get(`/api/themes/${theme}/history`)).json() as History
          assert.strictEqual(moments[0]!.change === null, moments[0]!.snapshot === ids[0])
          moments.slice(1).forEach(({ change, score }, i) => {
            const before = moments[i]!
            assert.deepStrictEqual([change?.since, change?.rank], [before.snapshot, before.rank])
            const moved = hundredths(score ?? 0) - hundredths(before.score ?? 0)
            assert.strictEqual(hundredths(change!.score), moved)
            const causes = change!.causes.map(({ adds }) => hundredths(adds))
            assert.strictEqual(
              causes.reduce((sum, part) => sum + part, 0),
              moved
            )
          })
        }
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )

  it.live(
    "goes on under its id after the theme was merged into another, and an unknown theme is not found",
    () =>
      Effect.gen(function* () {
        const { ids, store } = yield* thrice
        yield* Effect.gen(function* () {
          const { get } = yield* Serving
          const { moments, title } = (yield* get("/api/themes/T3/history")).json() as History
          assert.isNotEmpty(title)
          assert.deepStrictEqual(
            moments.map(({ rank, snapshot }) => [snapshot, rank === null]),
            ids.map((id, i) => [id, i === 2]).slice(-moments.length) as never
          )
          assert.strictEqual((yield* get("/api/themes/T999/history")).statusCode, 404)
        }).pipe(Effect.provide(Serving.over(store)))
      })
  )
})
