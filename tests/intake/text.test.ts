import { clean, longestText } from "@otklik/pipeline/intake/clean"
import { htmlText, plainText } from "@otklik/pipeline/intake/html"
import { ownWords } from "@otklik/pipeline/intake/reply"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

describe("cleaning", () => {
  it.each([
    ["  а\u00a0 б\t в  ", "а б в"],
    ["а\r\nб\rв\u2028г\u0085д", "а\nб\nв\nг\nд"],
    ["а\n\n\n\nб", "а\n\nб"],
    ["и\u0306 е\u0308", "й ё"],
    ["\ufeffа\u200bб\u00adв\u202eг", "абвг"],
    ["👩\u200d🏫 ❤\ufe0f\u200d🔥 а\u200dб", "👩\u200d🏫 ❤\ufe0f\u200d🔥 аб"]
  ])("%j becomes %j", (text, wanted) => {
    expect(clean(text)).toBe(wanted)
  })

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(clean(clean(text))).toBe(clean(text))
      })
    )
  })

  it("never splits a character at the limit", () => {
    expect(clean(`${"a".repeat(longestText - 1)}😀😀`).isWellFormed()).toBe(true)
  })
})

describe("HTML", () => {
  it.each([
    [
      "<p>Не&nbsp;открывается</p><p>журнал &laquo;7-Б&raquo; &#8212; &#x41;</p>",
      "Не открывается\n\nжурнал «7-Б» — A"
    ],
    ["<style>p{color:red}</style><script>alert('<b>')</script><b>Текст</b>", "Текст"],
    ["а<br>б<br/>в", "а\nб\nв"],
    ["<!-- <p>нет</p> --><div>да</div>", "да"],
    ["<div>5 < 7 и 9 > 3</div>", "5 < 7 и 9 > 3"],
    ['<div>Своё</div><div class="gmail_quote">12 сент. написал:<blockquote>чужое</blockquote></div>', "Своё"],
    ["<div>Своё</div><blockquote>чужое</blockquote>", "Своё"]
  ])("%s", (html, wanted) => {
    expect(ownWords(clean(htmlText(html)))).toBe(wanted)
  })

  it("text that is no HTML stays as it is", () => {
    expect(plainText("если a < b, то b > a & c")).toBe("если a < b, то b > a & c")
  })

  it("takes time in proportion to its length, whatever it holds", () => {
    const hostile = ["<", "<p", "<script>", "<!--", "&#x41;", "<a href='", ">", "</", "<p>", "<blockquote>"]
    for (const part of hostile)
      expect(plainText(`<p>${part.repeat(400_000 / part.length)}`)).toBeTypeOf("string")
  })
})
