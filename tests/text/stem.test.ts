import { readFileSync } from "node:fs"
import * as fc from "fast-check"
import { createRequire } from "node:module"
import { assert, describe, it } from "vitest"
import { stem } from "@otklik/pipeline/text/stem"

const require = createRequire(import.meta.url)
const snowball = require("snowball-stemmers").newStemmer("russian") as { stem: (word: string) => string }
const porter = createRequire(require.resolve("@otklik/pipeline/text/stem"))(
  "natural/lib/natural/stemmers/porter_stemmer_ru.js"
) as { stem: (word: string) => string }

const lines = (name: string): ReadonlyArray<ReadonlyArray<string>> =>
  readFileSync(new URL(name, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" "))

const paradigms = lines("lemmas.txt")
const family = new Map(
  lines("families.txt").flatMap((words) => words.map((word) => [word, words[0]] as const))
)
const whole = (stemmer: (word: string) => string): number =>
  paradigms.filter((forms) => new Set(forms.map(stemmer)).size === 1).length

describe("stem", () => {
  it("keeps all forms of each of at least 300 domain lemmas in one class", () => {
    const split = paradigms.filter((forms) => new Set(forms.map(stem)).size > 1).map(([lemma]) => lemma)
    assert.isAtLeast(paradigms.length, 300)
    assert.deepEqual(split, [])
  })

  it("never joins two lemmas unless they are listed as one family", () => {
    const owner = new Map<string, string>()
    for (const [lemma] of paradigms) {
      const name = family.get(lemma) ?? lemma
      const other = owner.get(stem(lemma)) ?? name
      assert.strictEqual(other, name, `«${lemma}» and «${other}» share the stem «${stem(lemma)}»`)
      owner.set(stem(lemma), name)
    }
  })

  it("holds more classes together than the plain stemmer and the Snowball reference", () => {
    const forms = paradigms.flat()
    const agree = forms.filter((form) => stem(form) === snowball.stem(form)).length
    const [ours, plain, reference] = [stem, porter.stem, (word: string) => snowball.stem(word)].map(whole)
    console.log(
      `stem classes whole, of ${paradigms.length}: ours ${ours}, plain ${plain}, Snowball ${reference};` +
        ` the same stem as Snowball: ${((100 * agree) / forms.length).toFixed(1)} % of ${forms.length} forms`
    )
    assert.isAbove(ours, Math.max(plain, reference))
  })

  it("treats Latin tokens by the English rules and leaves numbers alone", () => {
    assert.deepEqual(["connected", "connecting", "connection"].map(stem), ["connect", "connect", "connect"])
    assert.deepEqual(["parent's", "parents", "parent"].map(stem), ["parent", "parent", "parent"])
    assert.deepEqual(["2026", "c++", "7"].map(stem), ["2026", "c++", "7"])
  })

  it("answers for any token with a token that is not empty", () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (token) => typeof stem(token) === "string"))
    const letters = fc.constantFrom(..."абвгдежзийклмнопрстуфхцчшщъыьэюя")
    fc.assert(fc.property(fc.string({ unit: letters, minLength: 1 }), (token) => stem(token).length > 0))
  })
})
