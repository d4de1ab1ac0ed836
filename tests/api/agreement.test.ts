import type { PersonId } from "@otklik/contract/people"
import { Verdict } from "@otklik/contract/vocabulary"
import { agreementOf, cohen, estimate, krippendorff, sameShare, type Unit } from "@otklik/server/agreement"
import type { ReadTwice } from "@otklik/sql/ledger/readings"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const table = (...rows: ReadonlyArray<readonly [first: string, second: string, messages: number]>) =>
  rows.map(([a, b, messages]): Unit => ({ verdicts: [a, b], messages }))

/** Krippendorff 2011, «Computing Krippendorff's Alpha-Reliability», section C: twelve units, four observers, some missing. */
const observers = [
  "1 2 3 3 2 1 4 1 2 . . .",
  "1 2 3 3 2 2 4 1 2 5 . 3",
  ". 3 3 3 2 3 4 2 2 5 1 .",
  "1 2 3 3 2 4 4 1 2 5 1 ."
].map((line) => line.split(" "))
const krippendorffs = Array.from({ length: 12 }, (_, unit): Unit => ({
  verdicts: observers.flatMap((line) => (line[unit] === "." ? [] : [line[unit]!])),
  messages: 1
}))

describe("coefficients of agreement, on published tables", () => {
  it.each([
    [
      "Cohen's 1960 example of two clinicians",
      0.492,
      [
        ["p", "p", 88],
        ["p", "n", 10],
        ["p", "o", 2],
        ["n", "p", 14],
        ["n", "n", 40],
        ["n", "o", 6],
        ["o", "p", 18],
        ["o", "n", 10],
        ["o", "o", 12]
      ]
    ],
    [
      "fifty proposals, 20 and 15 alike",
      0.4,
      [
        ["yes", "yes", 20],
        ["yes", "no", 5],
        ["no", "yes", 10],
        ["no", "no", 15]
      ]
    ],
    [
      "equal agreement, close habits",
      0.1304,
      [
        ["yes", "yes", 45],
        ["yes", "no", 15],
        ["no", "yes", 25],
        ["no", "no", 15]
      ]
    ],
    [
      "equal agreement, opposite habits",
      0.2593,
      [
        ["yes", "yes", 25],
        ["yes", "no", 35],
        ["no", "yes", 5],
        ["no", "no", 35]
      ]
    ]
  ] as const)("κ of %s is %d", (_, kappa, rows) => {
    expect(cohen(table(...rows))).toBeCloseTo(kappa, 3)
  })

  it("α of Krippendorff's twelve units and four observers is 0.743", () => {
    expect(krippendorff(krippendorffs)).toBeCloseTo(0.743, 3)
  })

  it("α of his two observers and ten binary units is 0.095", () => {
    const [meg, owen] = ["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"].map((line) => line.split(" "))
    expect(krippendorff(table(...meg!.map((a, i) => [a, owen![i]!, 1] as const)))).toBeCloseTo(0.095, 3)
  })

  it("tells nothing where there is nothing to tell apart, or too little", () => {
    expect([cohen, krippendorff].map((of) => of(table(["a", "a", 50])))).toEqual([null, null])
    expect(krippendorff([{ verdicts: ["a"], messages: 30 }])).toBeNull()
    expect(sameShare([])).toBeNull()
    expect(estimate(table(["a", "a", 10], ["b", "b", 9]), krippendorff)).toBeNull()
    expect(estimate(table(["a", "a", 10], ["b", "b", 10]), krippendorff)).toEqual({
      value: 1,
      low: 1,
      high: 1
    })
  })
})

const value = fc.constantFrom("a", "b", "c")
const pairs = fc.array(fc.tuple(value, value), { minLength: 20, maxLength: 60 })
const units = (read: ReadonlyArray<readonly [string, string]>) =>
  table(...read.map(([a, b]) => [a, b, 1] as const))

/** α by its definition over all ordered pairs of values: 1 - disagreement within units / disagreement of any two values. */
const alphaByPairs = (read: ReadonlyArray<readonly [string, string]>) => {
  const values = read.flat()
  const apart = values.flatMap((a, i) => values.filter((b, j) => i !== j && a !== b)).length
  const within = read.filter(([a, b]) => a !== b).length / read.length
  return 1 - within / (apart / (values.length * (values.length - 1)))
}

describe("coefficients of agreement, on any readings", () => {
  it("α is what its definition over all pairs of values says", () => {
    fc.assert(
      fc.property(pairs, (read) => {
        const alpha = krippendorff(units(read))
        if (alpha === null) expect(new Set(read.flat()).size).toBe(1)
        else expect(alpha).toBeCloseTo(alphaByPairs(read), 10)
      }),
      { numRuns: 300 }
    )
  })

  it("neither depends on the order of messages or readers, or on how alike messages are gathered", () => {
    fc.assert(
      fc.property(pairs, (read) => {
        const turned = read.map(([a, b]) => [b, a] as const).toReversed()
        const gathered = [...Map.groupBy(read, (pair) => pair.join())].map(([, alike]): Unit => ({
          verdicts: alike[0]!,
          messages: alike.length
        }))
        for (const of of [cohen, krippendorff])
          for (const other of [units(turned), gathered])
            expect(of(other) ?? 9).toBeCloseTo(of(units(read)) ?? 9, 10)
      }),
      { numRuns: 300 }
    )
  })

  it("lies within its interval, which is the same every time", () => {
    fc.assert(
      fc.property(pairs, (read) => {
        const found = estimate(units(read), krippendorff)
        expect(estimate(units(read), krippendorff)).toEqual(found)
        if (found === null) return
        expect(found.low).toBeLessThanOrEqual(found.value + 0.05)
        expect(found.high).toBeGreaterThanOrEqual(found.value - 0.05)
      }),
      { numRuns: 15 }
    )
  })

  it("its interval narrows as messages are added", () => {
    const width = (messages: number) => {
      const found = estimate(
        table(["a", "a", messages], ["a", "b", messages], ["b", "b", messages]),
        krippendorff
      )!
      return found.high - found.low
    }
    expect(width(200)).toBeLessThan(width(20) / 2)
  })
})

const readBy = (first: string, a: Verdict, second: string, b: Verdict, settled: Verdict | null = null) =>
  ({
    first: { by: first as PersonId, verdict: a },
    second: { by: second as PersonId, verdict: b },
    settled
  }) as ReadTwice

describe("the agreement of readers", () => {
  it("counts people together whoever read first, and verdicts whichever came first", () => {
    const found = agreementOf([
      readBy("anna", "system", "boris", "data"),
      readBy("boris", "system", "anna", "data"),
      readBy("boris", "data", "vera", "system", "system"),
      readBy("boris", "idea", "vera", "idea")
    ])
    expect(found.readers.map(({ a, b, messages, same }) => [a, b, messages, same])).toEqual([
      ["anna", "boris", 2, 0],
      ["boris", "vera", 2, 1]
    ])
    expect(found.cells).toEqual([
      { a: "system", b: "data", messages: 3, open: 2 },
      { a: "idea", b: "idea", messages: 1, open: 0 }
    ])
    expect([found.messages, found.same, found.alpha]).toEqual([4, null, null])
  })

  it("κ of two people keeps what each said in its place", () => {
    const read = [
      ...Array.from({ length: 20 }, () => readBy("anna", "system", "boris", "system")),
      ...Array.from({ length: 5 }, () => readBy("anna", "system", "boris", "method")),
      ...Array.from({ length: 10 }, () => readBy("boris", "system", "anna", "method")),
      ...Array.from({ length: 15 }, () => readBy("boris", "method", "anna", "method"))
    ]
    expect(agreementOf(read).readers[0]?.kappa?.value).toBe(0.4)
    expect(agreementOf(read).same?.value).toBe(0.7)
  })
})
