import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ownWords } from "@otklik/pipeline/intake/reply"

const letters = readFileSync(join(import.meta.dirname, "../fixtures/letters.txt"), "utf8")
  .split(/^=== /m)
  .slice(1)
  .map((part) => {
    const [name, ...rest] = part.split("\n")
    const [body, own] = rest.join("\n").split(/^--- own\n/m)
    return { name: name!, body: body!.trim(), own: own!.trim() }
  })

it("holds at least forty letters", () => {
  expect(letters.length).toBeGreaterThanOrEqual(40)
})

it.each(letters)("keeps the author's own words: $name", ({ body, own }) => {
  expect(ownWords(body)).toBe(own)
})

describe("any text", () => {
  it("keeps something of a text that has words", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[а-я .,\n>-]{0,200}$/), (text) => {
        const kept = ownWords(text)
        expect(/\p{L}/u.test(kept)).toBe(/\p{L}/u.test(text))
      })
    )
  })

  it("takes time in proportion to its length", () => {
    const hostile = ["> ", "От: ", "12.09.2026 ", "-", "=", '"', "<a@", "с уважением ", "on 1:11 ", " "].map(
      (part) => part.repeat(Math.ceil(100_000 / part.length))
    )
    for (const text of hostile) expect(ownWords(text)).toBeTypeOf("string")
  })
})
