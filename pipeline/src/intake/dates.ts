import { isPossible, type Wall, type Zone } from "./zone.ts"

/** Which of the first two numbers of 03/04/2026 is the day. */
export type DayOrder = "day-first" | "month-first"

export interface DateReading {
  readonly zone: Zone
  readonly order: DayOrder
}

type Clock = Pick<Wall, "hour" | "minute" | "second">

const midnight: Clock = { hour: 0, minute: 0, second: 0 }

const clockPattern = /^[T,\s]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?m\.?|дп|пп)?\s*(.*)$/i

const isoPattern = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(.*)$/
const numericPattern = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)(?:\s*г\.?)?(.*)$/
const wordPattern =
  /^(?:[\p{L}]{2,12},?\s+)?(\d{1,2})[\s./-]+(\p{L}{3,9})\.?[\s./-]+(\d{4}|\d{2})(?!\d)(?:\s*г(?:ода|\.)?)?(.*)$/u
const englishPattern = /^(?:\p{L}{3,9},\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})(.*)$/u

const months: ReadonlyArray<readonly [number, RegExp]> = [
  [1, /^(янв|jan)/],
  [2, /^(фев|feb)/],
  [3, /^(мар|mar)/],
  [4, /^(апр|apr)/],
  [5, /^(ма[йя]|may)/],
  [6, /^(июн|jun)/],
  [7, /^(июл|jul)/],
  [8, /^(авг|aug)/],
  [9, /^(сен|sep)/],
  [10, /^(окт|oct)/],
  [11, /^(ноя|nov)/],
  [12, /^(дек|dec)/]
]

const monthOf = (word: string): number => months.find(([, name]) => name.test(word.toLowerCase()))?.[0] ?? 0

const fullYear = (digits: string): number => (digits.length === 4 ? Number(digits) : 2000 + Number(digits))

const twelve = (hour: number, half: string): number =>
  hour > 12 ? hour : (hour % 12) + (/^[pп]/i.test(half) ? 12 : 0)

/** Minutes east of Greenwich, undefined where the text names no offset, NaN where it is not one. */
const offsetOf = (text: string): number | undefined => {
  const bare = text.replace(/\([^)]*\)/g, "").trim()
  if (bare === "") return undefined
  if (/^(z|utc|gmt)$/i.test(bare)) return 0
  if (/^(msk|мск)$/i.test(bare)) return 180
  const found = /^(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(bare)
  if (found === null) return Number.NaN
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return minutes > 14 * 60 ? Number.NaN : found[1] === "-" ? -minutes : minutes
}

const instant = (day: Omit<Wall, keyof Clock>, rest: string, zone: Zone): number => {
  const found = clockPattern.exec(rest)
  if (found === null && rest.trim() !== "") return Number.NaN
  const clock: Clock =
    found === null
      ? midnight
      : {
          hour: found[4] === undefined ? Number(found[1]) : twelve(Number(found[1]), found[4]),
          minute: Number(found[2]),
          second: Number(found[3] ?? 0)
        }
  const wall = { ...day, ...clock }
  if (!isPossible(wall)) return Number.NaN
  const offset = found === null ? undefined : offsetOf(found[5]!)
  if (offset === undefined) return zone(wall)
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - offset * 60_000
}

const numeric = (found: RegExpExecArray, reading: DateReading): number => {
  const [first, second] = [Number(found[1]), Number(found[2])]
  const swap = first <= 12 && (reading.order === "month-first" || second > 12)
  const [day, month] = swap ? [second, first] : [first, second]
  return instant({ year: fullYear(found[3]!), month, day }, found[4]!, reading.zone)
}

const epoch = (digits: string): number => Number(digits) * (digits.length > 11 ? 1 : 1000)

const millis = (text: string, reading: DateReading): number => {
  if (/^\d{10}(\d{3})?$/.test(text)) return epoch(text)
  const iso = isoPattern.exec(text)
  if (iso !== null) {
    return instant(
      { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) },
      iso[4]!,
      reading.zone
    )
  }
  const plain = numericPattern.exec(text)
  if (plain !== null) return numeric(plain, reading)
  const word = wordPattern.exec(text)
  if (word !== null) {
    const day = { year: fullYear(word[3]!), month: monthOf(word[2]!), day: Number(word[1]) }
    return instant(day, word[4]!.replace(/^\s*в\s+/, " "), reading.zone)
  }
  const english = englishPattern.exec(text)
  if (english === null) return Number.NaN
  const day = { year: Number(english[3]), month: monthOf(english[1]!), day: Number(english[2]) }
  return instant(day, english[4]!.replace(/^\s*at\s+/, " "), reading.zone)
}

/** ISO 8601, ДД.ММ.ГГГГ чч:мм[:сс], RFC 2822, words in Russian and English, Unix time; undefined where no such day exists. */
export const parseDate = (text: string, reading: DateReading): Date | undefined => {
  const trimmed = text.trim()
  if (trimmed.length < 6 || trimmed.length > 64) return undefined
  const value = millis(trimmed, reading)
  return Number.isFinite(value) ? new Date(value) : undefined
}
