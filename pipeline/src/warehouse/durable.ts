import { Context, Effect, FileSystem, Path } from "effect"

/** Called at each named point where a crash must do no harm; the fault tests put a kill here. */
export const Point = Context.Reference<(name: string) => Effect.Effect<void>>("pipeline/Point", {
  defaultValue: () => () => Effect.void
})

/** Tells whoever listens that a named point of no harm was reached. */
export const reached = (name: string) => Effect.flatMap(Point, (point) => point(name))

/** Makes what was written to a file or folder survive a loss of power. */
export const settle = (path: string) =>
  Effect.scoped(
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const file = yield* files.open(path, { flag: "r" })
      yield* file.sync
    })
  )

/** Gives a finished file its name: fsync of the file, rename, fsync of the folder. Readers see all of it or nothing. */
export const putInPlace = Effect.fn("putInPlace")(function* (from: string, to: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  yield* settle(from)
  yield* reached(`settled ${path.basename(to)}`)
  yield* files.rename(from, to)
  yield* reached(`renamed ${path.basename(to)}`)
  yield* settle(path.dirname(to))
})

/** Replaces a small text file as a whole. */
export const replaceFile = Effect.fn("replaceFile")(function* (path: string, text: string) {
  const files = yield* FileSystem.FileSystem
  yield* files.writeFileString(`${path}.tmp`, text)
  yield* putInPlace(`${path}.tmp`, path)
})
