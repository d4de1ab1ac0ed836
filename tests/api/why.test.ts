import { assert, describe, it } from "@effect/vitest"
import type { Backlog } from "@otklik/contract/backlog"
import { standard } from "@otklik/contract/built-in-models"
import type { Comparison } from "@otklik/contract/compare"
import { formula } from "@otklik/contract/formula"
import type { History } from "@otklik/contract/history"
import { judge, Part } from "@otklik/contract/score"
import type { Moves } from "@otklik/contract/moves"
import type { Change, Why } from "@otklik/contract/why"
import { schoolsTo, swap } from "@otklik/server/swaps"
import { Effect } from "effect"
import * as fc from "fast-check"
import { Serving } from "./serving.ts"
import { thrice } from "./thrice.ts"

const hundredths = (value: number) => Math.round(100 * value)
const sumOf = ({ causes }: Change) => causes.reduce((sum, { adds }) => sum + hundredths(adds), 0)

describe("why a theme stands where it stands", () => {
  it.live("is told with its reach by district, its neighbours and what moved it, for a past date too", () =>
    Effect.gen(function* () {
      const { ids, store } = yield* thrice
      yield* Effect.gen(function* () {
        const { get, inject } = yield* Serving
        const queue = (yield* get("/api/backlog")).json() as Backlog
        let born = 0
        for (const [i, item] of queue.items.entries()) {
          const why = (yield* get(`/api/themes/${item.theme}/why`)).json() as Why
          assert.deepStrictEqual([why.rank, why.score, why.interval], [item.rank, item.score, item.interval])
          assert.deepStrictEqual(why.parts, item.parts)
          assert.strictEqual(why.above?.theme, queue.items[i - 1]?.theme)
          assert.strictEqual(why.below?.theme, queue.items[i + 1]?.theme)
          const { districts, heard, schools, total } = why.reach
          assert.strictEqual(total, 60)
          for (const key of ["raised", "heard", "total"] as const) {
            const all = { raised: schools, heard, total }[key]
            assert.strictEqual(
              districts.reduce((sum, one) => sum + one[key], 0),
              all
            )
          }
          assert.strictEqual(schools, item.schools)
          if (why.change?.rank === null) born++
          assert.strictEqual(why.change?.since, ids[1])
          assert.strictEqual(sumOf(why.change!), hundredths(why.change!.score))
        }
        assert.isAbove(born, 0)
        const pin = {
          method: "POST",
          url: `/api/snapshots/${ids[0]}/pin`,
          payload: { pinned: true }
        } as const
        yield* inject(pin)
        const { change } = (yield* get("/api/themes/T1/why")).json() as Why
        assert.strictEqual(change?.since, ids[0])
        const history = (yield* get("/api/themes/T1/history")).json() as History
        assert.deepStrictEqual(
          history.moments.map(({ pinned }) => pinned),
          [true, false, false]
        )
        const steps = history.moments.slice(1).map((moment) => moment.change!)
        assert.strictEqual(
          hundredths(change!.score),
          steps.reduce((sum, step) => sum + hundredths(step.score), 0)
        )
        change!.causes.forEach(({ adds }, i) =>
          assert.strictEqual(
            hundredths(adds),
            steps.reduce((sum, step) => sum + hundredths(step.causes[i]!.adds), 0)
          )
        )
        const past = (yield* get(`/api/themes/T1/why?as_of=${ids[1]}`)).json() as Why
        assert.deepStrictEqual([past.snapshot, past.change?.since], [ids[1], ids[0]] as never)
        assert.strictEqual((yield* get("/api/themes/T999/why")).statusCode, 404)
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )
})

describe("what moved in the backlog", () => {
  it.live("is told since the last stand-up, else since the snapshot before, with causes that sum to it", () =>
    Effect.gen(function* () {
      const { ids, store } = yield* thrice
      yield* Effect.gen(function* () {
        const { get, inject } = yield* Serving
        const moves = (query = "") =>
          Effect.map(get(`/api/backlog/moves${query}`), (answer) => answer.json() as Moves)
        const queues = yield* Effect.forEach(ids, (id) =>
          Effect.map(get(`/api/backlog?as_of=${id}`), (answer) => answer.json() as Backlog)
        )
        const rankIn = (queue: number, theme: string) =>
          queues[queue]!.items.find((one) => one.theme === theme)?.rank ?? null
        const agrees = ({ items, since }: Moves, from: number) => {
          assert.strictEqual(since?.snapshot, ids[from])
          const elsewhere = queues[2]!.items.filter(({ rank, theme }) => rankIn(from, theme) !== rank)
          assert.deepStrictEqual(
            items.map(({ before, rank, theme }) => [theme, rank, before]),
            elsewhere.map(({ rank, theme }) => [theme, rank, rankIn(from, theme)])
          )
          for (const { change } of items) assert.strictEqual(sumOf(change!), hundredths(change!.score))
        }
        const latest = yield* moves()
        agrees(latest, 1)
        assert.isAbove(latest.items.length, 0)
        assert.isFalse(latest.since?.pinned)
        const payload = { pinned: true, name: " Планёрка октября " }
        yield* inject({ method: "POST", url: `/api/snapshots/${ids[0]}/pin`, payload })
        const standup = yield* moves()
        agrees(standup, 0)
        assert.deepInclude(standup.since, { name: "Планёрка октября", pinned: true })
        assert.isNull((yield* moves(`?as_of=${ids[0]}`)).since)
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )
})

describe("two sides of the backlog", () => {
  it.live("are laid side by side, and what moved each theme from the left date to the right sums to it", () =>
    Effect.gen(function* () {
      const { ids, store } = yield* thrice
      yield* Effect.gen(function* () {
        const { get } = yield* Serving
        const compare = (query: string) =>
          Effect.map(get(`/api/backlog/compare?${query}`), (answer) => answer.json() as Comparison)
        const queues = yield* Effect.forEach(ids, (id) =>
          Effect.map(get(`/api/backlog?as_of=${id}`), (answer) => answer.json() as Backlog)
        )
        const forth = yield* compare(`left_as_of=${ids[0]}`)
        assert.deepStrictEqual([forth.left.snapshot, forth.right.snapshot], [ids[0], ids[2]] as never)
        assert.deepStrictEqual(
          forth.items.flatMap(({ right }) => right ?? []),
          queues[2]!.items as never
        )
        assert.strictEqual(forth.left.total, queues[0]!.total)
        let told = 0
        for (const { change, left, right } of forth.items) {
          if (left === null || right === null) assert.isNull(change)
          else {
            told++
            assert.strictEqual(hundredths(change!.score), hundredths(right.score) - hundredths(left.score))
            assert.strictEqual(sumOf(change!), hundredths(change!.score))
          }
        }
        assert.isAbove(told, 5)
        const back = yield* compare(`left_as_of=${ids[2]}&right_as_of=${ids[0]}`)
        for (const { change, theme } of back.items) {
          const other = forth.items.find((one) => one.theme === theme)!.change
          assert.strictEqual(
            change === null ? 0 : -hundredths(change.score) || 0,
            hundredths(other?.score ?? 0) || 0
          )
        }
        const slices = yield* compare("left_district=sao&right_district=zao")
        assert.deepStrictEqual([slices.left.sliced, slices.right.sliced], [true, true])
        assert.isTrue(slices.items.every(({ change }) => change === null))
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )
})

describe("what would swap two themes", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const measures = fc.record({
    reach: share,
    severity: share,
    persistence: share,
    trend: fc.double({ min: 0, max: 5, noNaN: true }),
    confidence: share,
    strategy: share,
    effort: fc.option(fc.double({ min: 0.1, max: 60, noNaN: true }))
  })
  const scoreOf = judge(standard)
  const { adds } = formula(standard)
  const scored = (points: ReadonlyArray<number>) => adds(points).reduce((sum, add) => sum + add, 0)

  it("is a change of one part with which the score passes the other's, and a tenth less would not do", () => {
    fc.assert(
      fc.property(measures, measures, (own, others) => {
        const { parts, score } = scoreOf(own)
        const other = scoreOf(others).score
        const found = swap(parts, other, standard)
        const points = parts.map((part) => part.points)
        const at = (to: number) => scored(points.with(Part.literals.indexOf(found!.part), to))
        const above = score <= other
        if (found === null) {
          const ends = points.map((_, i) => scored(points.with(i, above ? 100 : 0)))
          assert.isTrue(ends.every((end) => (above ? end <= hundredths(other) : end >= hundredths(other))))
          return
        }
        const passes = (to: number) => (above ? at(to) > hundredths(other) : at(to) < hundredths(other))
        assert.isTrue(passes(found.to))
        assert.isFalse(passes(Math.round(10 * found.to + (above ? -1 : 1)) / 10))
      }),
      { numRuns: 10_000 }
    )
  })

  it("and the schools that it takes are just enough", () => {
    fc.assert(
      fc.property(measures, measures, fc.integer({ min: 1, max: 600 }), (own, others, total) => {
        const raised = Math.floor(own.reach * total)
        const wanted = scoreOf(others).score
        const more = schoolsTo(own, wanted, { raised, total }, standard)
        const reaches = (schools: number) =>
          scoreOf({ ...own, reach: Math.min(1, own.reach + schools / total) }).score >= wanted
        if (more === null) assert.isTrue(raised === total || !reaches(total - raised))
        else assert.isTrue(reaches(more) && (more === 1 || !reaches(more - 1)))
      }),
      { numRuns: 5_000 }
    )
  })
})
