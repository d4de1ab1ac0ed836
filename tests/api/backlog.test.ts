import { assert, layer } from "@effect/vitest"
import { routes } from "@otklik/contract"
import type { Backlog, BacklogItem } from "@otklik/contract/backlog"
import { Sort } from "@otklik/contract/backlog"
import { District } from "@otklik/contract/vocabulary"
import { Effect, Schema } from "effect"
import { messages, topics } from "../fixtures/messages.ts"
import { Serving } from "./serving.ts"

const decode = Schema.decodeUnknownEffect(routes.backlog.schema.response[200], { onExcessProperty: "error" })

const ask = Effect.fn(function* (query = "") {
  const { get } = yield* Serving
  const answer = yield* get(`/api/backlog${query}`)
  assert.strictEqual(answer.statusCode, 200, answer.body)
  return yield* Effect.orDie(decode(answer.json()))
})

const refused = Effect.fn(function* (query: string) {
  const { get } = yield* Serving
  const answer = yield* get(`/api/backlog${query}`)
  return { status: answer.statusCode, detail: answer.json().detail as string }
})

const pages = Effect.fn(function* (query: string) {
  const found: Array<Backlog> = [yield* ask(`?${query}`)]
  while (found.at(-1)!.next !== null) found.push(yield* ask(`?${query}&cursor=${found.at(-1)!.next}`))
  return found
})

const points = (item: BacklogItem, part: string) => item.parts.find((it) => it.part === part)!.points
const descending = (numbers: ReadonlyArray<number>) =>
  numbers.every((n, i) => i === 0 || numbers[i - 1]! >= n)

layer(Serving.small)("backlog", (it) => {
  it.effect("ranks every theme that asks for something, best first, parts summing to the score", () =>
    Effect.gen(function* () {
      const { items, sliced, total } = yield* ask()
      assert.isFalse(sliced)
      assert.strictEqual(total, 9)
      assert.deepStrictEqual(
        items.map(({ rank }) => rank),
        items.map(({ score }) => 1 + items.filter((other) => other.score > score).length)
      )
      assert.isTrue(descending(items.map(({ score }) => score)))
      for (const { parts, score } of items)
        assert.closeTo(
          parts.reduce((sum, { adds }) => sum + adds, 0),
          score,
          1e-9
        )
    })
  )

  it.effect("counts what was landed", () =>
    Effect.gen(function* () {
      const { items } = yield* ask()
      const marks = items.find(({ keyphrases }) => keyphrases.includes("отметки"))!
      assert.strictEqual(marks.messages, topics[0]!.messages)
      assert.strictEqual(marks.weeks.length, 12)
    })
  )

  it.effect("gives a slice that holds everything the scores of the whole", () =>
    Effect.gen(function* () {
      const whole = yield* ask()
      const slice = yield* ask("?from=2025-01-01&to=2025-11-11")
      assert.isTrue(slice.sliced)
      assert.deepStrictEqual(
        slice.items,
        whole.items.map((item) => ({ ...item, interval: null }))
      )
    })
  )

  it.effect("gives a slice ranks and counts of its own", () =>
    Effect.gen(function* () {
      const { items } = yield* ask("?family=ticket&role=teacher")
      const marks = items.find(({ keyphrases }) => keyphrases.includes("отметки"))
      const expected = messages.filter(
        ({ family, role, text }) => family === "ticket" && role === "teacher" && /отметки/i.test(text)
      )
      assert.strictEqual(marks?.messages ?? 0, expected.length)
      assert.deepStrictEqual(
        items.map(({ rank }) => rank),
        items.map(({ score }) => 1 + items.filter((other) => other.score > score).length)
      )
    })
  )

  it.effect("splits the messages among the districts without losing one", () =>
    Effect.gen(function* () {
      const whole = yield* ask()
      const slices = yield* Effect.forEach(District.literals, (district) => ask(`?district=${district}`))
      const sum = (id: string) =>
        slices
          .flatMap(({ items }) => items.filter(({ theme }) => theme === id))
          .reduce((total, item) => total + item.messages, 0)
      for (const item of whole.items) assert.strictEqual(sum(item.theme), item.messages)
    })
  )

  it.effect("an empty slice is an empty list, not an error", () =>
    Effect.gen(function* () {
      const { items, next, total } = yield* ask("?from=2031-01-01")
      assert.deepStrictEqual([items.length, next, total], [0, null, 0])
    })
  )

  it.effect("orders by what is asked for and breaks ties by rank", () =>
    Effect.gen(function* () {
      const by = Effect.fn(function* (sort: Sort) {
        return (yield* ask(`?sort=${sort}`)).items
      })
      assert.isTrue(descending((yield* by("schools")).map(({ schools }) => schools)))
      assert.isTrue(descending((yield* by("messages")).map((item) => item.messages)))
      assert.isTrue(descending((yield* by("trend")).map((item) => points(item, "trend"))))
      assert.isTrue(descending((yield* by("severity")).map((item) => points(item, "severity"))))
      const titles = (yield* by("title")).map(({ title }) => title)
      assert.deepStrictEqual(titles, titles.toSorted(new Intl.Collator("ru").compare))
    })
  )

  it.effect("finds themes by any form of a word, whatever its case and ё, and keeps their ranks", () =>
    Effect.gen(function* () {
      const whole = yield* ask()
      for (const words of ["отметкам", "ОТМЕТКИ четвертью", "Отмётки"]) {
        const { items, sliced } = yield* ask(`?text=${encodeURIComponent(words)}`)
        assert.isFalse(sliced)
        assert.isAbove(items.length, 0, words)
        for (const item of items) assert.deepStrictEqual(item, whole.items[item.rank - 1])
      }
      assert.strictEqual((yield* ask(`?text=${encodeURIComponent("бегемот")}`)).total, 0)
    })
  )

  it.effect("pages through every theme once, in the order of one page", () =>
    Effect.gen(function* () {
      for (const query of ["sort=rank", "sort=title&family=ticket", "text=%D0%B0"]) {
        const whole = yield* ask(`?limit=500&${query}`)
        const paged = yield* pages(`limit=3&${query}`)
        assert.deepStrictEqual(
          paged.flatMap(({ items }) => items),
          whole.items
        )
      }
    })
  )

  it.effect("refuses a cursor of other filters, a forged one and one of another snapshot", () =>
    Effect.gen(function* () {
      const { next } = yield* ask("?limit=3")
      const forged = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url")
      const own = JSON.parse(Buffer.from(next!, "base64url").toString())
      assert.strictEqual((yield* refused(`?limit=3&sort=title&cursor=${next}`)).status, 400)
      assert.strictEqual((yield* refused("?cursor=%D1%84")).status, 400)
      assert.strictEqual((yield* refused(`?cursor=${forged({ ...own, after: "-5" })}`)).status, 400)
      const stale = yield* refused(`?cursor=${forged({ ...own, snapshot: "0".repeat(16) })}`)
      assert.strictEqual(stale.status, 409)
      assert.include(stale.detail, "начните список сначала")
    })
  )

  it.effect("names the parameter that is wrong and what it must be, never what was given", () =>
    Effect.gen(function* () {
      const cases = [
        ["?limit=0", "limit", "от 1 до 500"],
        ["?limit=Иванов", "limit", "от 1 до 500"],
        ["?district=Иванов", "district", "cao, sao"],
        ["?service=fax", "service", "journal"],
        ["?from=2026-02-30", "from", "день календаря"],
        [`?text=${"я".repeat(201)}`, "text", "200"],
        ["?sort=rank&sort=title", "sort", "дважды"],
        ["?tekst=1", "tekst", "from, to, district"],
        ["?__proto__=1", "__proto__", "from, to"]
      ] as const
      for (const [query, key, expected] of cases) {
        const { detail, status } = yield* refused(query)
        assert.strictEqual(status, 400, query)
        assert.include(detail, key)
        assert.include(detail, expected)
        assert.notInclude(detail, "Иванов")
      }
    })
  )
})
