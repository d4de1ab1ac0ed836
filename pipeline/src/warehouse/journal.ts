import { Effect, FileSystem, Path, Schema } from "effect"
import { putInPlace, reached, replaceFile, settle } from "./durable.ts"
import { Store } from "./store.ts"

/** What an import has ready under temporary names, and where it belongs; paths are relative to the store. */
const Moves = Schema.Struct({
  moves: Schema.Array(Schema.Tuple([Schema.String, Schema.String])),
  /** files that the import makes needless, such as the quarantine it replayed */
  remove: Schema.Array(Schema.String)
})
export type Moves = typeof Moves.Type

const commitName = "commit.json"
const text = Schema.fromJsonString(Moves)
const encode = Schema.encodeUnknownSync(text)
const decode = Schema.decodeUnknownEffect(text)

/** Moves what a commit names; may be repeated after a kill at any point: what was moved already is passed over. */
const rollForward = Effect.fnUntraced(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const { moves, remove } = yield* files
    .readFileString(path.join(folder, commitName))
    .pipe(Effect.flatMap(decode))
  for (const [from, to] of moves) {
    const [source, target] = [path.join(store.root, from), path.join(store.root, to)]
    if (!(yield* files.exists(source))) continue
    yield* files.makeDirectory(path.dirname(target), { recursive: true })
    yield* putInPlace(source, target)
  }
  for (const file of remove) yield* files.remove(path.join(store.root, file), { force: true })
  yield* reached("before the journal goes")
  yield* files.remove(folder, { recursive: true, force: true })
})

/**
 * Makes the files of an import part of the store, all or none: once the journal has its name a kill at any later point
 * is made good by `recover`. The folder is removed at the end.
 */
export const commit = Effect.fn("commit")(function* (folder: string, moves: Moves) {
  const path = yield* Path.Path
  const store = yield* Store
  yield* Effect.forEach(moves.moves, ([from]) => settle(path.join(store.root, from)), {
    concurrency: 4,
    discard: true
  })
  yield* reached("before the journal")
  yield* replaceFile(path.join(folder, commitName), encode(moves))
  yield* reached("after the journal")
  yield* rollForward(folder)
})

const prefix = "import-"

export const importFolder = (run: string) => `${prefix}${run}`

/** Finishes imports that were killed after they were complete and clears away those killed before. Needs the import lock. */
export const recover = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const names = (yield* files.readDirectory(store.temporary)).filter((name) => name.startsWith(prefix))
  for (const name of names.sort()) {
    const folder = path.join(store.temporary, name)
    if (yield* files.exists(path.join(folder, commitName))) yield* rollForward(folder)
    else yield* files.remove(folder, { recursive: true, force: true })
  }
})
