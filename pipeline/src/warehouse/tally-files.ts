import { Effect, FileSystem, Option, Path, Schema } from "effect"
import type { Tally } from "../themes/tally.ts"
import { putInPlace, replaceFile } from "./durable.ts"
import { sha256 } from "./manifest.ts"
import { Store } from "./store.ts"

const arrays = ["themes", "sizes", "start", "ids", "counts"] as const

const Index = Schema.Struct({
  stems: Schema.String,
  themes: Schema.String,
  sizes: Schema.String,
  start: Schema.String,
  ids: Schema.String,
  counts: Schema.String
})

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Index))

const bytesOf = (array: Int32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

const partsOf = (tally: Tally): ReadonlyArray<readonly [keyof Tally, Uint8Array]> => [
  ["stems", new TextEncoder().encode(tally.stems.join("\n"))],
  ...arrays.map((name) => [name, bytesOf(tally[name])] as const)
]

/** Writes a tally beside its snapshot: raw arrays, and last their hashes, without which they are not read. */
export const writeTally = Effect.fn("writeTally")(function* (id: string, tally: Tally) {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = store.fit(id)
  yield* files.makeDirectory(folder, { recursive: true })
  const parts = partsOf(tally)
  for (const [name, bytes] of parts) {
    yield* files.writeFile(path.join(folder, `${name}.tmp`), bytes)
    yield* putInPlace(path.join(folder, `${name}.tmp`), path.join(folder, name))
  }
  const index = Object.fromEntries(parts.map(([name, bytes]) => [name, sha256(bytes)]))
  yield* replaceFile(path.join(folder, "index.json"), `${JSON.stringify(index)}\n`)
})

const numbersOf = (bytes: Uint8Array) => new Int32Array(bytes.slice().buffer)

const wordsOf = (bytes: Uint8Array) => (bytes.length === 0 ? [] : new TextDecoder().decode(bytes).split("\n"))

/** The tally beside a snapshot; none where it is absent, torn or changed: it can be counted again from the texts. */
export const readTally = Effect.fn("readTally")(function* (id: string) {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = store.fit(id)
  const read = Effect.gen(function* () {
    const index = yield* decode(yield* files.readFileString(path.join(folder, "index.json")))
    const part = (name: keyof Tally) =>
      files.readFile(path.join(folder, name)).pipe(
        Effect.filterOrFail(
          (bytes) => sha256(bytes) === index[name],
          () => "changed" as const
        )
      )
    return {
      stems: wordsOf(yield* part("stems")),
      themes: numbersOf(yield* part("themes")),
      sizes: numbersOf(yield* part("sizes")),
      start: numbersOf(yield* part("start")),
      ids: numbersOf(yield* part("ids")),
      counts: numbersOf(yield* part("counts"))
    } satisfies Tally
  })
  return yield* Effect.option(read).pipe(Effect.map((found): Option.Option<Tally> => found))
})
