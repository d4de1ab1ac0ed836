import { Clock, Effect, Stream } from "effect"
import type { Normal, Raw } from "../message.ts"
import { flat } from "../sources/incremental.ts"
import type { FieldName, Profile } from "../sources/profile.ts"
import { type Found, isBroken, Source } from "../sources/source.ts"
import { clean, cleanLine, longestText } from "./clean.ts"
import { contentId } from "./content-id.ts"
import { type DateReading, parseDate } from "./dates.ts"
import { plainText } from "./html.ts"
import { priorityOf } from "./priority.ts"
import { type Reject, Rejects } from "./rejects.ts"
import { ownWords } from "./reply.ts"
import { type Resolve, Resolver } from "./resolve.ts"
import { Tally } from "./tally.ts"
import { zone } from "./zone.ts"

export const reasons = {
  noText: "В записи нет текста",
  noDate: "Дата пуста",
  badDate: "Такой даты нет или она записана непонятно",
  farDate: "Дата вне разумных пределов (с 2000 года до года вперёд)"
} as const

const earliest = Date.UTC(2000, 0, 1)
const ahead = 366 * 86_400_000

type Get = (field: FieldName) => string

const translate = (profile: Profile, field: FieldName, value: string): string => {
  const words = profile.values?.[field]
  if (words === undefined || value === "") return value
  const wanted = value.toLowerCase()
  return Object.entries(words).find(([word]) => word.toLowerCase() === wanted)?.[1] ?? value
}

const short = (value: string, length: number): string => value.slice(0, length).toWellFormed()

const orNull = (value: string): string | null => (value === "" ? null : value)

const first = (raw: Raw, columns: ReadonlyArray<string>): string => {
  for (const column of columns) {
    const value = cleanLine(raw.fields[column] ?? "")
    if (value !== "") return value
  }
  return ""
}

const letter = (text: string, profile: Profile): string => {
  const plain = clean(plainText(text.slice(0, 4 * longestText)))
  return profile.letters === false ? plain : ownWords(plain)
}

const textOf = (raw: Raw, source: Source["Service"], subject: string): string => {
  const parts = source.mapping.text
    .map((column) => letter(raw.fields[column] ?? "", source.profile))
    .filter((part) => part !== "")
  return parts.length > 0 ? [...new Set(parts)].join("\n") : subject
}

const written = (get: Get) => ({
  school: orNull(get("school")),
  district: orNull(get("district")),
  role: orNull(get("role")),
  service: orNull(get("service"))
})

const fragmentOf = (raw: Raw): string =>
  Object.values(raw.fields)
    .filter((value) => value !== "")
    .join(" · ")

/** One record by its profile, or why it cannot be a message. Pure but for the instant `now`, UTC milliseconds. */
export const normaliser = (
  source: Source["Service"],
  now: number,
  resolve: Resolve
): ((raw: Raw) => Normal | Reject) => {
  const { mapping, profile } = source
  const reading: DateReading = { zone: zone(source.timezone), order: profile.dates ?? "day-first" }
  const dated = mapping.createdAt.length > 0
  return (raw) => {
    const get: Get = (field) => translate(profile, field, first(raw, mapping[field]))
    const reject = (reason: string): Reject => ({ place: raw.place, reason, fragment: fragmentOf(raw) })
    const subject = get("subject")
    const text = textOf(raw, source, subject)
    if (text === "") return reject(reasons.noText)
    const date = get("createdAt")
    if (dated && date === "") return reject(reasons.noDate)
    const createdAt = dated ? parseDate(date, reading) : new Date(now)
    if (createdAt === undefined) return reject(reasons.badDate)
    if (createdAt.getTime() < earliest || createdAt.getTime() > now + ahead) return reject(reasons.farDate)
    const author = orNull(get("author"))
    const own = orNull(short(get("externalId"), 200))
    return {
      place: raw.place,
      source: source.name,
      family: source.family,
      externalId: own ?? (dated ? null : contentId(author, text)),
      createdAt,
      author,
      subject: orNull(short(subject, 1_000)),
      text,
      ...resolve(written(get), subject === "" ? text : `${subject}\n${text}`),
      priority: priorityOf(get("priority")),
      status: orNull(short(get("status"), 60))
    }
  }
}

const isReject = (item: Normal | Reject): item is Reject => "reason" in item

const sorted = (items: ReadonlyArray<Found>, normal: (raw: Raw) => Normal | Reject) => {
  const good: Array<Normal> = []
  const rejects: Array<Reject> = []
  for (const item of items) {
    const result = isBroken(item)
      ? { place: item.place, reason: item.fault, fragment: item.fragment }
      : normal(item)
    if (isReject(result)) rejects.push(result)
    else good.push(result)
  }
  return { good, rejects }
}

/** Records to messages of one form; what cannot be one goes to quarantine, and everything is counted. */
export const normalise = <E, R>(records: Stream.Stream<Found, E, R>) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const source = yield* Source
      const counts = yield* Tally
      const quarantine = yield* Rejects
      const normal = normaliser(source, yield* Clock.currentTimeMillis, yield* Resolver)
      return records.pipe(
        Stream.chunks,
        Stream.mapEffect((items) => {
          counts.read += items.length
          const last = items.at(-1)!
          if (isBroken(last) && last.last === true) counts.stopped = last.fault
          const { good, rejects } = sorted(items, normal)
          return Effect.as(quarantine.add(rejects), good)
        }),
        flat
      )
    })
  )
