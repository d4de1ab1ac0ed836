#!/usr/bin/env node
// Writes the name lists of sql/seeds from the OpenCorpora dictionary that the package az carries:
// first_names.csv and surnames.csv (stems by the endings they take), name_words.csv (forms that are also plain words).
// Run it when az changes; the lists are committed, so nothing at run time reads the dictionary (107 MB, 0.5 s).
import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

const dictionary = join(dirname(createRequire(import.meta.url).resolve("az/package.json")), "dicts")
const seeds = new URL("../../sql/seeds/", import.meta.url)
const bytes = (name) => {
  const file = readFileSync(join(dictionary, name))
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length)
}

const words = bytes("words.dawg")
const head = new DataView(words)
const size = head.getUint32(0, true)
const units = new Uint32Array(words.slice(4, 4 + size * 4))
const guide = new Uint8Array(words, size * 4 + 8)
const tags = JSON.parse(Buffer.from(bytes("gramtab-opencorpora-int.json")).toString())
const suffixes = JSON.parse(Buffer.from(bytes("suffixes.json")).toString())

const readParadigms = () => {
  const table = new Uint16Array(bytes("paradigms.array"))
  const paradigms = []
  for (let at = 1; paradigms.length < table[0]; at += 1 + table[at])
    paradigms.push(table.slice(at + 1, at + 1 + table[at]))
  return paradigms
}
const paradigms = readParadigms()
const tagOf = (paradigm, form) => tags[paradigm[paradigm.length / 3 + form]]

/** The dictionary is a DAWG of «word, space, four bytes of paradigm and form» in CP1251, walked depth first. */
const eachForm = (visit) => {
  const letters = new TextDecoder("windows-1251")
  const key = []
  const child = (label, index) => {
    const base = units[index]
    const next = (index ^ (((base >>> 10) << ((base & 512) >>> 6)) >>> 0) ^ label) >>> 0
    return (units[next] & 0x800000ff) >>> 0 === label ? next : -1
  }
  const emit = () => {
    const cut = key.findIndex((code) => code === 32 || code === 1)
    const [a, b, c, d] = key.slice(cut + 1)
    visit(
      letters.decode(Uint8Array.from(key.slice(0, cut))),
      ((a ^ 1) << 6) + (b >> 1),
      ((c ^ 1) << 6) + (d >> 1)
    )
  }
  const walk = (index) => {
    if (units[index] & 256) emit()
    for (
      let label = guide[index << 1], next;
      label && (next = child(label, index)) >= 0;
      label = guide[(next << 1) + 1]
    ) {
      key.push(label)
      walk(next)
      key.pop()
    }
  }
  walk(0)
}

const kindOf = (tag) =>
  /Abbr|Init/.test(tag)
    ? ""
    : /Name/.test(tag)
      ? "name"
      : /Surn/.test(tag)
        ? "surname"
        : /Patr/.test(tag)
          ? ""
          : "word"
const fold = (word) => word.replaceAll("ё", "е")

const kinds = new Map()
const lemmas = { name: new Map(), surname: new Map() }

const endingsOf = (paradigm, kind) => {
  const forms = Array.from({ length: paradigm.length / 3 }, (_, form) => form)
  const wanted = forms.filter(
    (form) =>
      kindOf(tagOf(paradigm, form)) === kind && (kind === "surname" || /sing/.test(tagOf(paradigm, form)))
  )
  return [...new Set(wanted.map((form) => fold(suffixes[paradigm[form]])))].sort()
}

const keepLemma = (kind, word, paradigm, form) => {
  const endings = endingsOf(paradigm, kind)
  const sex = kind === "surname" ? "" : `${/femn|ms-f|GNdr/.test(tagOf(paradigm, form)) ? "f" : "m"};`
  const key = `${sex}${endings.join("|")}`
  const stem = fold(word.slice(0, word.length - suffixes[paradigm[form]].length))
  if (stem.length < 1 || /[^а-я]/.test(stem)) return
  if (!lemmas[kind].has(key)) lemmas[kind].set(key, new Set())
  lemmas[kind].get(key).add(stem)
}

eachForm((word, at, form) => {
  const paradigm = paradigms[at]
  const kind = kindOf(tagOf(paradigm, form))
  if (kind === "" || word.length < 2) return
  const folded = fold(word)
  kinds.set(folded, (kinds.get(folded) ?? new Set()).add(kind))
  if (kind !== "word" && form === 0) keepLemma(kind, word, paradigm, form)
})

const note = "# Printed by pipeline/bin/name-seeds.js from the OpenCorpora dictionary (CC BY-SA); ё folded."
const table = (kind, header) => {
  const rows = [...lemmas[kind]].map(([key, stems]) => `${key};${[...stems].sort().join(" ")}`)
  return `${[note, header, ...rows.sort()].join("\n")}\n`
}
const both = [...kinds].filter(([, of]) => of.has("word") && of.size > 1).map(([word]) => word)
const byLetter = [...Map.groupBy(both.sort(), (word) => word[0])].map(
  ([letter, forms]) => `${letter};${forms.join(" ")}`
)

writeFileSync(new URL("first_names.csv", seeds), table("name", "sex;endings;stems"))
writeFileSync(new URL("surnames.csv", seeds), table("surname", "endings;stems"))
writeFileSync(new URL("name_words.csv", seeds), `${[note, "letter;forms", ...byLetter].join("\n")}\n`)
