import { Effect, Stream } from "effect"
import { decideEncoding, decoder, type Encoding, encodingNamed } from "../intake/decode.ts"
import { type BrokeOff, bytesOf } from "./bytes.ts"
import { through } from "./incremental.ts"
import { type Broken, type Found, type Progress, Refused } from "./source.ts"

/** The start of a file and how its text is to be read. */
export interface TextFile {
  readonly file: string
  readonly bytes: number
  readonly head: string
  readonly whole: boolean
  readonly encoding: Encoding
  readonly text: Stream.Stream<string, BrokeOff>
}

const headText = (head: Uint8Array, encoding: Encoding): string => {
  const parts = decoder(encoding, () => {})
  return [...parts.push(head), ...parts.end()].join("")
}

/** Decides the encoding of a file by its start, or takes the given one; the text streams from the first byte on. */
export const textFile = Effect.fnUntraced(function* (
  file: string,
  found: { readonly head: Uint8Array; readonly packed: boolean; readonly bytes: number },
  given: string | undefined,
  progress: Progress
) {
  const name = given === undefined ? undefined : encodingNamed(given)
  if (given !== undefined && name === undefined) {
    return yield* new Refused({
      file,
      sentence: `Кодировки «${given}» нет: назовите utf-8, windows-1251, koi8-r, ibm866 или utf-16le.`
    })
  }
  const encoding = decideEncoding(found.head, name)
  const seen = (bytes: number) => void (progress.bytes = bytes)
  const rescued = (lines: number) => void (progress.rescued += lines)
  const opened: TextFile = {
    file,
    bytes: found.bytes,
    head: headText(found.head, encoding),
    whole: !found.packed && found.head.length === found.bytes,
    encoding,
    text: bytesOf(file, found.packed, seen).pipe(through(() => decoder(encoding, rescued)))
  }
  return opened
})

/** Makes a break in reading the last record of the stream: what came before it still lands. */
export const untilBroken =
  (file: string) =>
  (records: Stream.Stream<Found, BrokeOff>): Stream.Stream<Found> =>
    Stream.suspend(() => {
      let row = 1
      const last = (cause: BrokeOff): Broken => ({
        place: { file, row: row + 1 },
        fault: cause.sentence,
        fragment: "",
        last: true
      })
      return records.pipe(
        Stream.mapArray((items) => {
          row = items.at(-1)!.place.row
          return items
        }),
        Stream.catch((cause) => Stream.succeed<Found>(last(cause)))
      )
    })
