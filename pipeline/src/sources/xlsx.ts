import { Readable } from "node:stream"
import { Data, Effect, Stream } from "effect"
import { type Entry, openPromise, type ZipFile } from "yauzl"
import { type Incremental, through } from "./incremental.ts"
import type { Row } from "./csv.ts"
import { SharedStrings, SheetRows, Styles, Workbook } from "./sheet.ts"
import { BrokeOff } from "./bytes.ts"

/** A book that cannot be read at all; the sentence names no content. */
export class BadBook extends Data.TaggedError("BadBook")<{ readonly sentence: string }> {}

const limits = { entries: 2_000, inflated: 256 << 20, ratio: 100, ratioFrom: 64 << 20, strings: 128 << 20 }

const bomb = "Книга распаковывается в слишком большой объём: сохраните лист как CSV."

const sentence = (cause: unknown): string => {
  const text = cause instanceof Error ? cause.message : ""
  if (/end of central directory|not enough|unexpected eof|out of bounds/i.test(text))
    return "Книга Excel обрывается: скачайте или сохраните её заново."
  if (/encrypt/i.test(text)) return "Книга защищена паролем: снимите пароль и сохраните её заново."
  if (/uncompressed size|too many bytes|not enough bytes/i.test(text)) return bomb
  return "Книга Excel повреждена: откройте её и сохраните заново."
}

const bad = (cause: unknown) =>
  cause instanceof BadBook ? cause : new BadBook({ sentence: sentence(cause) })

const check = (entry: Entry, inflated: number): void => {
  if (entry.isEncrypted())
    throw new BadBook({ sentence: "Книга защищена паролем: снимите пароль и сохраните её заново." })
  const swollen =
    entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > entry.compressedSize * limits.ratio
  if (swollen || inflated > limits.inflated) throw new BadBook({ sentence: bomb })
}

const entriesOf = (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    let inflated = 0
    if (zip.entryCount > limits.entries)
      reject(new BadBook({ sentence: `В архиве ${zip.entryCount} файлов: это не книга Excel.` }))
    zip.on("error", reject)
    zip.on("end", () => resolve(entries))
    zip.on("entry", (entry: Entry) => {
      try {
        inflated += entry.uncompressedSize
        check(entry, inflated)
        entries.set(entry.fileName.replace(/^\//, ""), entry)
        zip.readEntry()
      } catch (cause) {
        reject(cause)
      }
    })
    zip.readEntry()
  })

interface Book {
  readonly zip: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
}

const part = (book: Book, name: string): Stream.Stream<string, BadBook> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const entry = book.entries.get(name)
      if (entry === undefined) return Stream.empty
      const bytes = yield* Effect.tryPromise({ try: () => book.zip.openReadStreamPromise(entry), catch: bad })
      bytes.setEncoding("utf8")
      return Stream.fromAsyncIterable(bytes as Readable & AsyncIterable<string>, bad)
    })
  )

const parsed = <Out, P extends Incremental<string, Out>>(book: Book, name: string, parser: P) =>
  part(book, name).pipe(
    Stream.runForEach((text) => Effect.try({ try: () => parser.push(text), catch: bad })),
    Effect.as(parser)
  )

const acquire = (file: string) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: false }),
      catch: bad
    }),
    (zip) => Effect.sync(() => zip.close())
  )

const opened = Effect.fnUntraced(function* (file: string) {
  const zip = yield* acquire(file)
  const entries = yield* Effect.tryPromise({ try: () => entriesOf(zip), catch: bad })
  const book: Book = { zip, entries }
  if (!entries.has("xl/workbook.xml")) {
    const docx = entries.has("word/document.xml")
    return yield* new BadBook({
      sentence: docx
        ? "Это документ Word: сохраните таблицу в XLSX или CSV."
        : "Это ZIP-архив: распакуйте его и укажите файлы внутри."
    })
  }
  return book
})

const strings = Effect.fnUntraced(function* (book: Book) {
  const size = book.entries.get("xl/sharedStrings.xml")?.uncompressedSize ?? 0
  if (size > limits.strings) return yield* new BadBook({ sentence: bomb })
  return (yield* parsed(book, "xl/sharedStrings.xml", new SharedStrings())).values
})

/** Rows of the first sheet of an XLSX file: dates as ISO text by their style, formulas by their kept value. */
export const sheetRows = (file: string): Stream.Stream<Row, BadBook | BrokeOff> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const book = yield* opened(file)
      const workbook = yield* parsed(book, "xl/workbook.xml", new Workbook())
      const links = yield* parsed(book, "xl/_rels/workbook.xml.rels", new Workbook())
      const styles = yield* parsed(book, "xl/styles.xml", new Styles())
      const name = workbook.firstSheet(links.targets)
      const shared = yield* strings(book)
      const cells = { shared, isDate: styles.isDate, date1904: workbook.date1904 }
      return part(book, name).pipe(
        through(() => new SheetRows(cells)),
        Stream.mapError((cause) => new BrokeOff({ sentence: cause.sentence }))
      )
    })
  )
