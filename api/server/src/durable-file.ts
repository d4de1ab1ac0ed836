import { Effect, FileSystem } from "effect"

const settle = (path: string) =>
  Effect.scoped(
    Effect.flatMap(FileSystem.FileSystem, (files) => files.open(path, { flag: "r" })).pipe(
      Effect.flatMap((file) => file.sync)
    )
  )

/** Replaces a small text file as a whole: readers see the old one or the new one, also after a loss of power. */
export const replaceFile = Effect.fn("replaceFile")(function* (path: string, text: string) {
  const files = yield* FileSystem.FileSystem
  const folder = path.slice(0, path.lastIndexOf("/"))
  yield* files.makeDirectory(folder, { recursive: true })
  yield* files.writeFileString(`${path}.tmp`, text)
  yield* settle(`${path}.tmp`)
  yield* files.rename(`${path}.tmp`, path)
  yield* settle(folder)
})
