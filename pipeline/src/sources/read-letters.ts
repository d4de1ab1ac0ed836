import { readdir, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { Effect, Stream } from "effect"
import { BrokeOff, bytesOf, sentenceOf } from "./bytes.ts"
import { through } from "./incremental.ts"
import { letterRecord } from "./letter.ts"
import { longestLetter, Mbox } from "./mbox.ts"
import { type Found, isRaw, type Progress, type Readable, Refused } from "./source.ts"
import { untilBroken } from "./text-file.ts"

const header = ["message-id", "date", "from", "subject", "text"]
const sampled = 20

/** Letters of a folder and its subfolders: .eml files and Maildir's cur and new; links are not followed. */
const letterFiles = async (folder: string): Promise<ReadonlyArray<string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(
      (entry) =>
        entry.isFile() && (/\.eml$/i.test(entry.name) || /(^|[/\\])(cur|new)$/.test(entry.parentPath))
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const noLetters = "В папке нет писем .eml: укажите сами файлы выгрузок."

const fileRecord = async (file: string, row: number, progress: Progress): Promise<Found> => {
  try {
    const { size } = await stat(file)
    progress.bytes += size
    const bytes = await readFile(file)
    return await letterRecord(file, row, bytes.subarray(0, longestLetter))
  } catch (cause) {
    return { place: { file, row }, fault: sentenceOf(cause).replace(/\.$/, ""), fragment: "" }
  }
}

const sizeOf = async (files: ReadonlyArray<string>): Promise<number> => {
  let sum = 0
  for (const file of files)
    sum += await stat(file).then(
      ({ size }) => size,
      () => 0
    )
  return sum
}

const folderRecords = (files: ReadonlyArray<string>, progress: Progress): Stream.Stream<Found> =>
  Stream.fromArray(files).pipe(
    Stream.rechunk(64),
    Stream.mapArrayEffect((part, _index) =>
      Effect.promise(() => Promise.all(part.map((file) => fileRecord(file, 1, progress)))).pipe(
        Effect.map((found) => found as [Found, ...Array<Found>])
      )
    )
  )

const mboxRecords = (file: string, packed: boolean, progress: Progress): Stream.Stream<Found, BrokeOff> =>
  bytesOf(file, packed, (bytes) => void (progress.bytes = bytes)).pipe(
    through(() => new Mbox()),
    Stream.mapEffect(({ bytes, row }) => Effect.promise(() => letterRecord(file, row, bytes)))
  )

const readable = Effect.fnUntraced(function* (
  kind: "mbox" | "eml",
  bytes: number,
  records: Stream.Stream<Found>,
  samples: Stream.Stream<Found>
) {
  const first = yield* samples.pipe(Stream.take(sampled), Stream.runCollect)
  const reading = { kind, encoding: null, delimiter: null, header, headerRow: 0, bytes } as const
  return { format: "mail", reading, samples: first.filter(isRaw), records } satisfies Readable
})

/** Letters of an mbox, of one .eml, or of a folder of them. */
export const readLetters = Effect.fnUntraced(function* (
  file: string,
  bytes: number,
  kind: "mbox" | "eml" | "folder",
  packed: boolean,
  progress: Progress
) {
  const unseen: Progress = { bytes: 0, rescued: 0, skipped: 0 }
  if (kind === "mbox") {
    const records = (seen: Progress) => mboxRecords(file, packed, seen).pipe(untilBroken(file))
    return yield* readable("mbox", bytes, records(progress), records(unseen))
  }
  const refuse = (cause: unknown) => new Refused({ file, sentence: sentenceOf(cause) })
  const files =
    kind === "eml" ? [file] : yield* Effect.tryPromise({ try: () => letterFiles(file), catch: refuse })
  if (files.length === 0) return yield* new Refused({ file, sentence: noLetters })
  const size = yield* Effect.promise(() => sizeOf(files))
  return yield* readable("eml", size, folderRecords(files, progress), folderRecords(files, unseen))
})
