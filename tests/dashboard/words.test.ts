import { createInstance } from "i18next"
import { expect, it } from "vitest"
import { prepare } from "../../dashboard/src/i18n/i18n.ts"
import en from "../../dashboard/src/i18n/en.json" with { type: "json" }
import ru from "../../dashboard/src/i18n/ru.json" with { type: "json" }
import * as vocabulary from "@otklik/contract/vocabulary"

interface Tree {
  readonly [key: string]: string | Tree
}

const leaves = (tree: Tree, path = ""): ReadonlyArray<readonly [string, string]> =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`)
  )
const plural = /_(zero|one|two|few|many|other)$/
const names = (tree: Tree) => [...new Set(leaves(tree).map(([key]) => key.replace(plural, "")))].sort()
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort()

const speaking = async (language: "ru" | "en") => {
  const words = await prepare(createInstance())
  words.addResourceBundle("ru", "translation", ru)
  words.addResourceBundle("en", "translation", en)
  await words.changeLanguage(language)
  return words.t
}

it("says the same things in both languages", () => {
  expect(names(en)).toEqual(names(ru))
})

it("leaves no word empty and fills the same places in both languages", () => {
  const english = new Map(leaves(en))
  for (const [key, text] of leaves(ru)) {
    expect(text.trim(), key).not.toBe("")
    const other = english.get(key) ?? english.get(key.replace(plural, "_other"))
    expect(holes(other ?? ""), key).toEqual(holes(text))
  }
})

it.each([
  ["ru", ["one", "few", "many", "other"], ru],
  ["en", ["one", "other"], en]
] as const)("has every plural form that %s needs", (_, forms, tree) => {
  const keys = new Set(leaves(tree).map(([key]) => key))
  const counted = [...keys].filter((key) => plural.test(key)).map((key) => key.replace(plural, ""))
  for (const key of new Set(counted)) for (const form of forms) expect(keys).toContain(`${key}_${form}`)
})

it("names everything that the contract can say", () => {
  const { Direction, District, Family, Role, Service, Stage, Verdict } = vocabulary
  const lists = {
    direction: Direction,
    district: District,
    family: Family,
    role: Role,
    service: Service,
    stage: Stage,
    verdict: Verdict
  }
  for (const [key, list] of Object.entries(lists))
    for (const tree of [ru, en] as ReadonlyArray<Tree>)
      expect(Object.keys(tree[key]!).sort()).toEqual([...list.literals].sort())
})

it.each([
  [1, "1 школа"],
  [2, "2 школы"],
  [5, "5 школ"],
  [11, "11 школ"],
  [21, "21 школа"],
  [104, "104 школы"],
  [12480, "12\u202f480 школ"]
])("counts %d schools in Russian as %s", async (count, words) => {
  expect((await speaking("ru"))("count.schools", { count })).toBe(words)
})

it("agrees the rest of a Russian sentence with its number", async () => {
  const t = await speaking("ru")
  expect(t("theme.facts_schools", { count: 143, total: 580 })).toBe("143 школы из 580")
  expect(t("backlog.from_messages", { count: 20431 })).toBe("из 20\u202f431 сообщения")
  expect(t("why.reach", { count: 21, total: 580 })).toMatch(/пишет 21 школа/)
})

it("counts in English", async () => {
  const t = await speaking("en")
  expect([1, 2, 12480].map((count) => t("count.schools", { count }))).toEqual([
    "1 school",
    "2 schools",
    "12,480 schools"
  ])
})
