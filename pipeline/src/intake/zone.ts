/** Wall-clock parts of an instant, month from 1. */
export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const hour = 3_600_000

/** Does the calendar have this day and the clock this time. */
export const isPossible = (wall: Wall): boolean => {
  if (wall.hour > 23 || wall.minute > 59 || wall.second > 59 || wall.month < 1 || wall.month > 12)
    return false
  return wall.day >= 1 && wall.day <= new Date(Date.UTC(wall.year, wall.month, 0)).getUTCDate()
}

const utc = (wall: Wall): number =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)

const numbers = (format: Intl.DateTimeFormat, instant: number): Wall => {
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const get = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0
  return {
    year: get("year"),
    month: get("month"),
    day: get("day"),
    hour: get("hour"),
    minute: get("minute"),
    second: get("second")
  }
}

/** Time of a named zone to UTC milliseconds; a time that the zone skipped in spring moves an hour on. */
export type Zone = (wall: Wall) => number

const make = (name: string): Zone => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric"
  })
  const offsetAt = (instant: number) => utc(numbers(format, instant)) - instant
  const offsets = new Map<number, number>()
  return (wall) => {
    const local = utc(wall)
    const key = Math.floor(local / hour)
    let offset = offsets.get(key)
    if (offset === undefined) {
      const guess = offsetAt(key * hour)
      offset = offsetAt(key * hour - guess)
      if (offsets.size > 200_000) offsets.clear()
      offsets.set(key, offset)
    }
    return local - offset
  }
}

const zones = new Map<string, Zone>()

/** A zone by its IANA name; throws RangeError for a name that does not exist. Offsets are remembered by the hour. */
export const zone = (name: string): Zone => {
  const known = zones.get(name) ?? make(name)
  zones.set(name, known)
  return known
}
