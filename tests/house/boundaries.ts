import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"

/** Who may import whom: every arrow of the house, and nothing else. */
export const arrows: Readonly<Record<string, ReadonlyArray<string>>> = {
  contract: [],
  sql: ["contract"],
  pipeline: ["contract", "sql"],
  server: ["contract", "sql"],
  dashboard: ["contract"]
}

const folders: Readonly<Record<string, string>> = {
  contract: "api/contract/src",
  sql: "sql/src",
  pipeline: "pipeline/src",
  server: "api/server/src",
  dashboard: "dashboard/src"
}

/** Every source file under a folder, sorted. */
export const sources = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules"))
    .map((name) => join(folder, name))
    .sort()

const imported = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((match) => match[1]!)

const owner = (root: string, file: string, specifier: string): string | undefined => {
  const own = /^@otklik\/(\w+)/.exec(specifier)?.[1]
  if (own !== undefined || !specifier.startsWith(".")) return own
  const target = relative(root, join(file, "..", specifier))
  return Object.keys(folders).find((name) => target.startsWith(folders[name]!))
}

/** Imports that go against the arrows, one sentence each; `read` counts the files looked at. */
export const boundaries = (
  root: string
): { readonly read: number; readonly violations: ReadonlyArray<string> } => {
  const files = Object.entries(folders).flatMap(([name, folder]) =>
    sources(join(root, folder)).map((file) => ({ name, file }))
  )
  const violations = files.flatMap(({ file, name }) =>
    imported(readFileSync(file, "utf8"))
      .map((specifier) => ({ specifier, to: owner(root, file, specifier) }))
      .filter(({ to }) => to !== undefined && to !== name && !arrows[name]!.includes(to))
      .map(({ specifier, to }) => `${relative(root, file)} imports ${specifier}: ${name} may not know ${to}`)
  )
  return { read: files.length, violations }
}
