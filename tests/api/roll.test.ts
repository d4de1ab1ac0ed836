import { assert, layer } from "@effect/vitest"
import { factColumns } from "@otklik/server/messages"
import { factAt, idAt, rowOf, themeAt } from "@otklik/server/roll"
import { Snapshots } from "@otklik/server/snapshots"
import { Effect } from "effect"
import { Serving } from "./serving.ts"

const read = Effect.gen(function* () {
  const { within } = yield* Serving
  return yield* within(
    Snapshots.use(({ using }) =>
      using((file) =>
        Effect.all({
          roll: file.roll,
          facts: file.rows(`select ${factColumns.join(", ")} from facts order by rowid`),
          others: file.rows("select theme, verdict_probability from facts order by rowid"),
          once: file.rows("select rowid::int as row from facts where echo is null order by rowid")
        })
      )
    )
  )
})

layer(Serving.small)("the roll of a snapshot", (it) => {
  it.effect("says of every message what its facts say", () =>
    Effect.gen(function* () {
      const { facts, others, roll } = yield* read
      assert.isAbove(facts.length, 100)
      assert.deepStrictEqual(
        facts.map((_, row) => ({ ...factAt(roll, row) })),
        facts.map((fact) => ({ ...fact }) as never)
      )
      assert.deepStrictEqual(
        others.map((_, row) => [themeAt(roll, row), roll.sure[row]! / 100]),
        others.map(({ theme, verdict_probability }) => [theme, verdict_probability] as never)
      )
    })
  )

  it.effect("finds every message by its id, and none that is not there", () =>
    Effect.gen(function* () {
      const { facts, roll } = yield* read
      for (const row of facts.keys()) assert.strictEqual(rowOf(roll, idAt(roll, row)), row)
      for (const other of ["f".repeat(32), "0".repeat(32), "", "no id", "ab"])
        assert.strictEqual(rowOf(roll, other), -1)
    })
  )

  it.effect("has the most urgent first, and once what is repeated", () =>
    Effect.gen(function* () {
      const { once, roll } = yield* read
      const urgencies = Array.from(roll.urgent, (row) => roll.urgency(row))
      assert.deepStrictEqual(
        [...roll.urgent].toSorted((a, b) => a - b),
        once.map(({ row }) => Number(row))
      )
      urgencies.slice(1).forEach((urgency, i) => assert.isAtMost(urgency, urgencies[i]! + 1e-6))
    })
  )
})
