import { Option, Schema } from "effect"
import { SnapshotId } from "./vocabulary.ts"

/** One line of `snapshots/published.ndjson`: a snapshot, served from that moment on until the next line's. */
export const Published = Schema.Struct({
  id: SnapshotId,
  /** ISO 8601 in UTC: the one place where a clock enters */
  at: Schema.String,
  /** newest message read, ISO 8601 in UTC; empty where it read none */
  asOf: Schema.String,
  messages: Schema.Int,
  themes: Schema.Int,
  /** the highest theme number given so far */
  last: Schema.Int,
  model: Schema.Struct({ name: Schema.String, hash: Schema.String })
})
export type Published = typeof Published.Type

/** `snapshots/pins.json`: the snapshots that stand-ups were held on, kept for ever, and the names that some were given. */
export const Pins = Schema.Struct({
  pins: Schema.Array(SnapshotId),
  names: Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
})
export type Pins = typeof Pins.Type

const decodeLine = Schema.decodeUnknownOption(Schema.fromJsonString(Published))
const decodePins = Schema.decodeUnknownOption(Schema.fromJsonString(Pins))

/** The lines of the log, oldest first; one that is torn is no line. */
export const publishedIn = (text: string): ReadonlyArray<Published> =>
  text.split("\n").flatMap((line) => Option.toArray(decodeLine(line)))

/** The pinned snapshots, each with its name or null. */
export const pinsIn = (text: string): ReadonlyMap<string, string | null> => {
  const { names = {}, pins } = Option.getOrElse(decodePins(text), (): Pins => ({ pins: [] }))
  return new Map(pins.map((id) => [id, names[id] ?? null]))
}

/** What was really served: the log is written first, so its last line may name what never came to be `current`. */
export const servedOf = (published: ReadonlyArray<Published>, current: string): ReadonlyArray<Published> => {
  const last = published.findLastIndex(({ id }) => id === current)
  return last < 0 ? published : published.slice(0, last + 1)
}

const format = (zone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })

/** The day YYYY-MM-DD of instants in a time zone. */
export const dayIn = (zone: string) => {
  const days = format(zone)
  return (instant: string): string => days.format(new Date(instant))
}

/** The last snapshot that was published by the end of a day; none before the first. */
export const publishedBy = (
  published: ReadonlyArray<Published>,
  day: string,
  zone: string
): Published | undefined => {
  const dayOf = dayIn(zone)
  return published.findLast(({ at }) => dayOf(at) <= day)
}
