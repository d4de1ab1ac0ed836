import { Effect, FileSystem, Path } from "effect"
import { fileURLToPath } from "node:url"
import { sha256 } from "../warehouse/manifest.ts"

const root = fileURLToPath(new URL("../../../", import.meta.url))

/** SHA-256 over the files below some folders of the sources, by path. */
const hashOf = Effect.fn(function* (folders: ReadonlyArray<string>, ending: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const lines: Array<string> = []
  for (const folder of folders) {
    const names = yield* files.readDirectory(path.join(root, folder), { recursive: true })
    for (const name of names.filter((file) => file.endsWith(ending)).sort()) {
      lines.push(`${folder}/${name} ${sha256(yield* files.readFile(path.join(root, folder, name)))}`)
    }
  }
  return sha256(lines.join("\n"))
})

/** The sources that decide what a snapshot holds: sources run as they are, so their text is the program. */
export const codeHash = hashOf(
  [
    "pipeline/src/text",
    "pipeline/src/themes",
    "pipeline/src/repeats",
    "pipeline/src/triage",
    "pipeline/src/build",
    "pipeline/src/history",
    "sql/src/signals",
    "api/contract/src"
  ],
  ".ts"
)

export const seedsHash = hashOf(["sql/seeds"], "")
