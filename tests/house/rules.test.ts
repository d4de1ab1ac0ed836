import { readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { expect, it } from "vitest"
import { sources } from "./boundaries.ts"
import { rules } from "./rules.ts"

const root = join(import.meta.dirname, "../..")
const files = ["api/contract/src", "api/server/src", "dashboard/src", "pipeline/src", "sql/src"].flatMap(
  (folder) => sources(join(root, folder))
)

it.each(rules)("$name", ({ broken, except }) => {
  const found = files.filter((file) => !except.test(file) && broken(file, readFileSync(file, "utf8")))
  expect(found.map((file) => relative(root, file))).toEqual([])
})

const canaries: Readonly<Record<string, readonly [file: string, text: string]>> = {
  "a file has at most 300 lines": ["sql/src/long.ts", "\n".repeat(301)],
  "a file is named after what it exports": ["sql/src/utils.ts", ""],
  "the clock comes from Clock": ["sql/src/a.ts", "const now = Date.now()"],
  "chance comes from a seed": ["sql/src/a.ts", "const seed = Math.random()"],
  "the environment comes from Config": ["sql/src/a.ts", "const home = process.env.HOME"],
  "natural is imported by deep path": ["sql/src/a.ts", 'import natural from "natural"'],
  "nothing is hidden from the type checker": ["sql/src/a.ts", "const a = b as any"]
}

it.each(rules)("the canary of «$name» is caught", ({ broken, name }) => {
  expect(broken(...canaries[name]!)).toBe(true)
})
