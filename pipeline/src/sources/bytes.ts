import { createReadStream } from "node:fs"
import { open, stat } from "node:fs/promises"
import { pipeline, Transform } from "node:stream"
import { createGunzip, gunzipSync, constants } from "node:zlib"
import { Data, Effect, Stream } from "effect"
import { Refused } from "./source.ts"

/** Reading broke off: what came before it is good. */
export class BrokeOff extends Data.TaggedError("BrokeOff")<{ readonly sentence: string }> {}

const headBytes = 4 << 20
const inflatedFloor = 256 << 20
const inflatedRatio = 100

const sentences: Readonly<Record<string, string>> = {
  ENOENT: "Файла нет: проверьте имя и путь.",
  EACCES: "Нет права читать файл: откройте к нему доступ.",
  EPERM: "Нет права читать файл: откройте к нему доступ.",
  ELOOP: "Символическая ссылка ведёт сама на себя: укажите сам файл.",
  ENOTDIR: "Часть пути к файлу — не папка: проверьте путь.",
  ENAMETOOLONG: "Имя файла слишком длинное: переименуйте файл.",
  EISDIR: "Это папка, а не файл.",
  EIO: "Диск не отдаёт данные файла: скопируйте его на другой диск.",
  Z_BUF_ERROR: "Архив gzip обрывается: скачайте его заново.",
  Z_DATA_ERROR: "Архив gzip повреждён: скачайте его заново.",
  INFLATED: "Архив распаковывается больше чем в 100 раз: распакуйте его сами и проверьте, что внутри."
}

const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : ""

/** What went wrong with a file, as a sentence that holds nothing of its content. */
export const sentenceOf = (cause: unknown): string => {
  const code = codeOf(cause)
  return (
    sentences[code] ??
    `Файл не читается${code === "" ? "" : ` (${code})`}: скопируйте его заново и повторите.`
  )
}

const refuse = (file: string) => (cause: unknown) => new Refused({ file, sentence: sentenceOf(cause) })

/** The size of a regular file or «folder»; links are followed, pipes and devices are refused. */
export const measure = Effect.fnUntraced(function* (file: string) {
  const info = yield* Effect.tryPromise({ try: () => stat(file), catch: refuse(file) })
  if (info.isDirectory()) return "folder" as const
  if (!info.isFile())
    return yield* new Refused({
      file,
      sentence: "Это не обычный файл (канал или устройство): сохраните данные в файл."
    })
  if (info.size === 0) return yield* new Refused({ file, sentence: "Файл пуст: выгрузите его заново." })
  return info.size
})

const firstBytes = async (file: string): Promise<Uint8Array> => {
  const handle = await open(file)
  try {
    const buffer = Buffer.alloc(headBytes)
    const { bytesRead } = await handle.read(buffer, 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b

const inflateHead = (head: Uint8Array): Uint8Array =>
  gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 30 }).subarray(0, headBytes)

/** The first 4 MB of a file as it will be read, and whether it is packed by gzip. */
export const headOf = Effect.fnUntraced(function* (file: string) {
  const raw = yield* Effect.tryPromise({ try: () => firstBytes(file), catch: refuse(file) })
  if (!isGzip(raw)) return { head: raw, packed: false }
  const head = yield* Effect.try({ try: () => inflateHead(raw), catch: refuse(file) })
  return { head, packed: true }
})

const guard = (packed: () => number) => {
  let inflated = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      inflated += chunk.length
      if (inflated > inflatedFloor && inflated > packed() * inflatedRatio)
        done(Object.assign(new Error(), { code: "INFLATED" }))
      else done(null, chunk)
    }
  })
}

const chunks = (file: string, packed: boolean, seen: (bytes: number) => void): AsyncIterable<Uint8Array> => {
  const source = createReadStream(file, { highWaterMark: 1 << 18 })
  let read = 0
  source.on("data", (chunk) => {
    read += chunk.length
    seen(read)
  })
  source.pause()
  return packed
    ? pipeline(
        source,
        createGunzip(),
        guard(() => read),
        () => {}
      )
    : source
}

/** A file's bytes, unpacked where it is gzip; `seen` is told how many bytes of the file itself have been read. */
export const bytesOf = (
  file: string,
  packed: boolean,
  seen: (bytes: number) => void
): Stream.Stream<Uint8Array, BrokeOff> =>
  Stream.suspend(() =>
    Stream.fromAsyncIterable(
      chunks(file, packed, seen),
      (cause) => new BrokeOff({ sentence: sentenceOf(cause) })
    )
  )
