import { Verdict } from "@otklik/contract/vocabulary"
import { fit, softmax } from "@otklik/pipeline/triage/maxent"
import { type Decided, verdictQuality } from "@otklik/pipeline/triage/quality"
import { triager } from "@otklik/pipeline/triage/triage"
import type { Example } from "@otklik/pipeline/triage/verdict"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const phrases = [
  "не работает журнал",
  "подскажите как выставить отметку",
  "лагает дневник",
  "прошу добавить печать",
  "неверная фамилия ученика",
  "жужжит столбец",
  "спасибо",
  "дневник",
  "шрифт мелкий",
  "пароль не подходит"
]
const text = fc
  .array(fc.constantFrom(...phrases), { minLength: 1, maxLength: 3 })
  .map((all) => all.join(". "))
const example = fc.record({ text, verdict: fc.constantFrom(...Verdict.literals) })
const verdictOf = (examples: ReadonlyArray<Example>) => {
  const judge = triager(examples)
  return (said: string) => judge(said, null)
}

/** Examples as sparse rows of few features, and a prior about their weights. */
const problem = fc
  .record({
    rows: fc.array(fc.tuple(fc.uniqueArray(fc.nat(5), { minLength: 1 }), fc.nat(2)), { maxLength: 12 }),
    mean: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 18, maxLength: 18 }),
    firmness: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 6, maxLength: 6 })
  })
  .map(({ firmness, mean, rows }) => ({
    rows,
    prior: {
      classes: 3,
      mean: Float64Array.from(mean, (weight) => weight / 10),
      firmness: Float64Array.from(firmness, (held) => held / 10)
    }
  }))
type Row = readonly [ReadonlyArray<number>, number]

const examplesOf = (rows: ReadonlyArray<Row>) => {
  const start = new Int32Array(rows.length + 1)
  rows.forEach(([ids], i) => (start[i + 1] = start[i]! + ids.length))
  return {
    start,
    ids: Int32Array.from(rows.flatMap(([ids]) => ids)),
    values: new Float64Array(start.at(-1)!).fill(1),
    classes: Uint8Array.from(rows, ([, verdict]) => verdict)
  }
}

const probabilities = (weights: Float64Array, ids: ReadonlyArray<number>) => {
  const sums = Float64Array.from([0, 1, 2], (k) => ids.reduce((sum, id) => sum + weights[id * 3 + k]!, 0))
  softmax(sums)
  return sums
}

describe("what is learnt from examples", () => {
  it("never makes a verdict less likely for a message that a person says is of it", () => {
    fc.assert(
      fc.property(
        problem,
        fc.uniqueArray(fc.nat(5), { minLength: 1 }),
        fc.nat(2),
        ({ prior, rows }, ids, k) => {
          const before = probabilities(fit(examplesOf(rows), prior), ids)[k]!
          const after = probabilities(fit(examplesOf([...rows, [ids, k]]), prior), ids)[k]!
          assert.isAtLeast(after, before - 1e-3)
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it("is nothing without examples: the prior stands", () => {
    fc.assert(
      fc.property(problem, ({ prior }) => assert.deepEqual(fit(examplesOf([]), prior), prior.mean)),
      { numRuns: 100 }
    )
  })
})

describe("a verdict after decisions", () => {
  it("is likelier for a message that a person says is of it, among any other decisions", () => {
    fc.assert(
      fc.property(fc.array(example, { maxLength: 8 }), example, (others, one) => {
        const before = verdictOf(others)(one.text)
        const after = verdictOf([...others, one])(one.text)
        if (before.verdict === one.verdict) assert.isAtLeast(after.probability, before.probability - 1e-3)
        else if (after.verdict === before.verdict)
          assert.isBelow(after.probability, before.probability + 1e-3)
      }),
      { numRuns: 150 }
    )
  })

  it("is the same to the bit for the same examples", () => {
    fc.assert(
      fc.property(fc.array(example, { maxLength: 6 }), text, (examples, said) =>
        assert.deepEqual(verdictOf(examples)(said), verdictOf(examples)(said))
      ),
      { numRuns: 100 }
    )
  })

  it("learns words that no cue knows, and names them as people wrote them", () => {
    const examples = ["Жужжит столбец в дневнике", "Снова жужжит столбец", "столбец жужжит"].map(
      (said): Example => ({ text: said, verdict: "data" })
    )
    const taught = verdictOf(examples)("Опять жужжит столбец")
    assert.strictEqual(taught.verdict, "data")
    assert.include(taught.because, "жужжит")
  })

  it("stays what clear cues say where examples speak of something else", () => {
    const examples = Array.from({ length: 30 }, (): Example => ({ text: "Шрифт мелкий", verdict: "idea" }))
    assert.strictEqual(verdictOf(examples)("Журнал не работает, ошибка 502").verdict, "system")
  })
})

describe("the quality of verdicts", () => {
  const decided = (count: number): ReadonlyArray<Decided> =>
    Array.from({ length: count }, (_, i) => ({
      message: (i * 2_654_435_761).toString(16).padStart(32, "0").slice(-32),
      place: i,
      text: i % 2 === 0 ? `Жужжит столбец ${i}` : `Не работает журнал ${i}`,
      verdict: i % 2 === 0 ? "data" : "system"
    }))
  const teach = (examples: ReadonlyArray<Example>) => {
    const judge = triager(examples)
    return (said: string) => judge(said, null).verdict
  }

  it("is unknown, and says of how few, below forty decisions", () => {
    const rows = verdictQuality(decided(39), teach)
    assert.deepEqual(rows[0], {
      verdict: "all",
      examples: 39,
      precision: null,
      recall: null,
      cuesPrecision: null,
      cuesRecall: null
    })
  })

  it("is measured on what was not learnt from, beside what cues alone tell", () => {
    const rows = new Map(verdictQuality(decided(60), teach).map((row) => [row.verdict, row]))
    assert.strictEqual(rows.get("all")!.recall, 1)
    assert.strictEqual(rows.get("data")!.recall, 1)
    assert.strictEqual(rows.get("data")!.cuesRecall, 0)
    assert.strictEqual(rows.get("system")!.examples, 30)
    assert.isNull(rows.get("idea")!.recall)
  })

  it("does not depend on the order in which decisions are given", () => {
    assert.deepEqual(verdictQuality(decided(60).toReversed(), teach), verdictQuality(decided(60), teach))
  })
})
