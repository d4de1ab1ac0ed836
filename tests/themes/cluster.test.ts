import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { CorpusBuilder, type Corpus } from "@otklik/pipeline/text/corpus"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"
import { cluster, type ClusterOptions } from "@otklik/pipeline/themes/cluster"
import type { Constraints } from "@otklik/pipeline/themes/constraints"

const lexicon = loadLexicon()
const corpusOf = (texts: ReadonlyArray<string>): Corpus => {
  const builder = new CorpusBuilder(lexicon)
  for (const text of texts) builder.add(text)
  return builder.finish()
}
const run = (texts: ReadonlyArray<string>, options: ClusterOptions = {}) =>
  Effect.runSync(cluster(corpusOf(texts), options))

const matters = [
  [
    "журнал не открывается",
    "не могу открыть журнал",
    "журнал зависает при открытии",
    "журнал выдаёт ошибку при открытии"
  ],
  ["неверно считается средний балл", "средний балл округляется неверно", "ошибка в расчёте среднего балла"],
  [
    "расписание не загрузилось",
    "не выгружается расписание уроков",
    "расписание уроков пропало",
    "нет расписания"
  ],
  ["забыл пароль от учётной записи", "не приходит письмо для смены пароля", "сбросьте пароль учётной записи"]
]
const rooms = ["кабинет", "корпус", "параллель", "филиал", "отделение", "здание", "площадка"]
const messages = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, i) => {
    const matter = matters[i % matters.length]
    return `${matter[(i >> 2) % matter.length]} ${rooms[(i * 5) % rooms.length]} ${rooms[(i * 3 + 1) % rooms.length]} ${i % 11}`
  })

describe("themes of a corpus", () => {
  it("of nothing are none", () => assert.strictEqual(run([]).themes, 0))

  it("leave one message in none", () =>
    assert.deepStrictEqual([...run(["журнал не открывается"]).theme], [-1]))

  it("hold a hundred thousand copies of one message in one theme", () => {
    const found = run(Array.from({ length: 100_000 }, () => "журнал не открывается"))
    assert.strictEqual(found.themes, 1)
    assert.isTrue(found.theme.every((theme) => theme === 0))
  })

  it("leave in none what says nothing", () => {
    const found = run([...messages(40), "😀😀", "здравствуйте", "спасибо", "", "!!!", "2025", "3,14"])
    assert.deepStrictEqual([...found.theme.subarray(40)], [-1, -1, -1, -1, -1, -1, -1])
  })

  it("leave in none what two of two hundred thousand say, and go on with what did before", () => {
    const texts = [...Array.from({ length: 201_000 }, () => "журнал не открывается"), "дкбль", "дкбль"]
    assert.deepStrictEqual([...run(texts).theme.subarray(201_000)], [-1, -1])
    const previous = Int32Array.from(texts, (_, i) => (i < 201_000 ? 0 : 1))
    assert.deepStrictEqual([...run(texts, { previous }).theme.subarray(201_000)], [1, 1])
  })

  it("read a message of 100 kB", () =>
    assert.strictEqual(run([...messages(20), "журнал ".repeat(15_000)]).theme.length, 21))

  it("tell apart matters that share no words", () => {
    const { theme } = run(messages(200))
    const label = (i: number) => i % matters.length
    const pure = theme.filter((one, i) => theme.every((other, j) => one !== other || label(i) === label(j)))
    assert.isAbove(pure.length, 150)
  })

  it("are the same bytes twice", () => assert.deepStrictEqual(run(messages(150)), run(messages(150))))

  it("name every theme's direction by a theme", () => {
    const { parent, themes } = run(messages(200))
    assert.isTrue(parent.every((one) => one >= 0 && one < themes && parent[one] === one))
  })
})

describe("a build that goes on from the previous one", () => {
  const texts = messages(240)
  const before = run(texts.slice(0, 200))

  it("keeps old messages in their themes", () => {
    const previous = Int32Array.from(texts, (_, i) => (i < 200 ? before.theme[i] : -1))
    const after = run(texts, { previous })
    const kept = before.theme.filter((theme, i) => theme < 0 || after.origin[after.theme[i]] === theme)
    assert.isAbove(kept.length / 200, 0.97)
  })

  it("finds a theme that is new", () => {
    const fresh = Array.from(
      { length: 12 },
      (_, i) => `принтер жуёт бумагу ${["картридж", "лоток", "тонер"][i % 3]} ${i}`
    )
    const previous = Int32Array.from([...before.theme, ...fresh.map(() => -1)])
    const after = run([...texts.slice(0, 200), ...fresh], { previous })
    assert.strictEqual(after.origin[after.theme[205]], -1)
  })
})

const pair = fc.tuple(fc.nat(159), fc.nat(159)).filter(([a, b]) => a !== b)
const decisions = fc.record({
  pinned: fc.uniqueArray(fc.record({ message: fc.nat(159), theme: fc.nat(5) }), {
    maxLength: 6,
    selector: (one) => one.message
  }),
  together: fc.array(pair, { maxLength: 3 }),
  separate: fc.array(pair, { maxLength: 3 }),
  locked: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
  forbidden: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 2 })
})

describe("decisions", () => {
  const texts = messages(160)
  const previous = run(texts).theme

  const holds = (decided: Constraints, cold: boolean) => {
    const result = Effect.runSync(
      Effect.result(cluster(corpusOf(texts), { previous, cold, constraints: decided }))
    )
    if (result._tag === "Failure") return assert.strictEqual(result.failure._tag, "DecisionsContradict")
    const { theme, origin } = result.success
    for (const { message, theme: wanted } of decided.pinned)
      assert.strictEqual(origin[theme[message]], wanted)
    for (const [a, b] of decided.together) assert.strictEqual(theme[a], theme[b])
    for (const [a, b] of decided.separate) assert.isTrue(theme[a] < 0 || theme[a] !== theme[b])
  }

  it("hold in every build that goes on, or contradict each other", () =>
    fc.assert(
      fc.property(decisions, (decided) => holds(decided, false)),
      { numRuns: 50, seed: 1 }
    ))

  it("hold when themes are found anew", () =>
    fc.assert(
      fc.property(decisions, (decided) => holds(decided, true)),
      { numRuns: 25, seed: 2 }
    ))
})
