import { Effect, FileSystem } from "effect"

/** Digits of the last decision's number in the name of a file. */
const digits = 12
const named = /^(?:folded-)?(\d{12})\.ndjson$/

export const draftPrefix = "draft-"

/** Some decisions as lines, and the number of the last of them. */
export interface Lines {
  readonly last: number
  readonly text: string
}

const lastOf = (name: string): number => Number(named.exec(name)?.[1] ?? 0)

/** Names of the files that exports and folds wrote into a folder; what people put there by hand is theirs. */
const written = Effect.fnUntraced(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  return (yield* files.readDirectory(folder)).filter((name) => named.test(name)).toSorted()
})

/** The last decision in any file of a folder; 0 without one. */
export const lastIn = (folder: string) =>
  Effect.map(written(folder), (names) => Math.max(0, ...names.map(lastOf)))

const settle = (path: string) =>
  Effect.scoped(
    Effect.flatMap(
      Effect.flatMap(FileSystem.FileSystem, (files) => files.open(path, { flag: "r" })),
      (file) => file.sync
    )
  )

/** A finished file under its name, which survives a loss of power; never written again. */
export const put = Effect.fnUntraced(function* (folder: string, { last, text }: Lines, prefix = "") {
  const files = yield* FileSystem.FileSystem
  const draft = yield* files.makeTempFileScoped({ directory: folder, prefix: draftPrefix })
  yield* files.writeFileString(draft, text)
  yield* settle(draft)
  yield* files.rename(draft, `${folder}/${prefix}${String(last).padStart(digits, "0")}.ndjson`)
  yield* settle(folder)
}, Effect.scoped)

const linesIn = (text: string) => text.split("\n").filter((line) => line !== "")

/** So many files are let be: folding them would only make builds of the same decisions look new. */
const few = 32

/**
 * Makes one file of many, each line once and in the order of the files. The caller sees to it that no build is at work.
 * Killed at any moment it loses nothing: the files go only after the one with all their lines is there for good, and
 * lines told twice are read as one. Gives the number of files folded.
 */
export const foldDecisions = Effect.fn("foldDecisions")(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const names = yield* Effect.orElseSucceed(written(folder), (): ReadonlyArray<string> => [])
  if (names.length <= few) return 0
  const ordered = names.toSorted((a, b) => lastOf(a) - lastOf(b))
  const texts = yield* Effect.forEach(ordered, (name) => files.readFileString(`${folder}/${name}`))
  const lines = [...new Set(texts.flatMap(linesIn))]
  const last = lastOf(ordered.at(-1)!)
  yield* put(folder, { last, text: lines.map((line) => `${line}\n`).join("") }, "folded-")
  const gone = names.filter((name) => !name.startsWith("folded-") || lastOf(name) < last)
  yield* Effect.forEach(gone, (name) => files.remove(`${folder}/${name}`), { discard: true })
  return names.length
})
