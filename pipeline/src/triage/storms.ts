import type { Service } from "@otklik/contract/vocabulary"
import { surprise } from "./surprise.ts"

/** What was heard of every day from the first to the last. */
export interface Days {
  /** day of the week of the first day, 0 to 6 */
  readonly weekday: number
  /** how busy the school year makes each day */
  readonly calendar: Float64Array
  /** messages of any kind */
  readonly messages: Float64Array
  readonly services: ReadonlyArray<ServiceDays>
}

export interface ServiceDays {
  readonly service: Service
  /** messages that say that the service fails */
  readonly trouble: Float64Array
  /** schools that say so, or people where the school is not known */
  readonly voices: Float64Array
}

/** Days, counted from the first, on which a service failed many at once. */
export interface Storm {
  readonly service: Service
  readonly first: number
  readonly last: number
  /** troubles that these days would have had without it */
  readonly expected: number
}

/** Days on either side that tell what is usual, those next to the day left out. */
const AROUND = 90
const NEXT_TO = 3
/** Nothing is usual in a history shorter than this many days. */
const LEAST_DAYS = 28
/** A storm has so many messages of so many voices on its worst day, so many times what is expected, … */
const LEAST_MESSAGES = 10
const LEAST_VOICES = 5
const LEAST_TIMES = 8
/** … that it is less likely than this by chance, and no more than three days of at least this share of the worst. */
const CHANCE = 1e-6
const MOST_DAYS = 3
const SHARE_OF_WORST = 0.2
/** The week before has little of it and the week after not much: a matter that grows or stays has more. */
const MOST_BEFORE = 0.2
const MOST_AFTER = 0.5
const WEEK = 7
/** So much of all that is above what is expected on its days is of the one service. */
const LEAST_OF_ALL = 0.5

const sumOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0
  for (let day = Math.max(0, from); day <= Math.min(values.length - 1, to); day++) sum += values[day]
  return sum
}

/** The sum over the days around a day, those next to it left out. */
const around = (values: Float64Array) => {
  const until = new Float64Array(values.length + 1)
  values.forEach((value, day) => (until[day + 1] = until[day] + value))
  const within = (day: number) => until[Math.max(0, Math.min(values.length, day))]
  return (day: number): number =>
    within(day + AROUND + 1) - within(day - AROUND) - within(day + NEXT_TO + 1) + within(day - NEXT_TO)
}

/** The calendar with the days of the week, as this history tells them apart. */
const busyDays = ({ calendar, messages, weekday }: Days): Float64Array => {
  const said = new Float64Array(WEEK)
  const held = new Float64Array(WEEK)
  messages.forEach((count, day) => {
    said[(weekday + day) % WEEK] += count
    held[(weekday + day) % WEEK] += calendar[day]
  })
  return calendar.map((weight, day) => {
    const one = (weekday + day) % WEEK
    return weight * (held[one] > 0 ? said[one] / held[one] : 0)
  })
}

/** What `busy` lets one expect of each day, by the days around it that are `usual`. */
const expectedBy = (busy: Float64Array, trouble: Float64Array, usual: Uint8Array): Float64Array => {
  const heard = around(trouble.map((count, day) => count * usual[day]))
  const held = around(busy.map((weight, day) => weight * usual[day]))
  return busy.map((weight, day) => (weight * (heard(day) + 1)) / Math.max(held(day), Number.MIN_VALUE))
}

/**
 * Expected troubles of each day: by the school year and by how much is written of everything else that day, whichever
 * is more; days far above that are left out of what is usual (Farrington et al. 1996).
 */
const expectedOf = (days: Days, busy: Float64Array, { trouble }: ServiceDays): Float64Array => {
  const rest = days.messages.map((count, day) => count - trouble[day])
  const by = (usual: Uint8Array) => {
    const bySeason = expectedBy(busy, trouble, usual)
    const byRest = expectedBy(rest, trouble, usual)
    return bySeason.map((expected, day) => Math.max(expected, byRest[day]))
  }
  const first = by(new Uint8Array(trouble.length).fill(1))
  return by(Uint8Array.from(trouble, (count, day) => (count > 3 * first[day] + 3 ? 0 : 1)))
}

/** Variance of the usual days over their mean, from the service's own history; 1 is chance alone. */
const spreadOf = (trouble: Float64Array, expected: Float64Array): number => {
  let sum = 0
  let days = 0
  trouble.forEach((count, day) => {
    if (expected[day] <= 0 || count > 3 * expected[day] + 3) return
    sum += (count - expected[day]) ** 2 / expected[day]
    days++
  })
  return days === 0 ? 1 : Math.max(1, sum / days)
}

/** Days next to a day that have at least a share of what it has above what is expected. */
const beside = (above: Float64Array, worst: number) => {
  const least = above[worst] * SHARE_OF_WORST
  let first = worst
  let last = worst
  while (first > 0 && above[first - 1] >= least) first--
  while (last + 1 < above.length && above[last + 1] >= least) last++
  return { first, last }
}

interface Measured extends ServiceDays {
  readonly expected: Float64Array
  readonly above: Float64Array
  readonly spread: number
}

const measured = (days: Days): ReadonlyArray<Measured> => {
  const busy = busyDays(days)
  return days.services.map((one) => {
    const expected = expectedOf(days, busy, one)
    const above = one.trouble.map((count, day) => Math.max(0, count - expected[day]))
    return { ...one, expected, above, spread: spreadOf(one.trouble, expected) }
  })
}

const far = ({ expected, spread, trouble, voices }: Measured, day: number): boolean =>
  trouble[day] >= LEAST_MESSAGES &&
  voices[day] >= LEAST_VOICES &&
  trouble[day] >= LEAST_TIMES * expected[day] &&
  surprise(trouble[day], expected[day], spread) < CHANCE

const stormsOf = (one: Measured, all: ReadonlyArray<Measured>): ReadonlyArray<Storm> => {
  const { above, expected, service, trouble } = one
  const days = Array.from(above.keys()).filter((day) => far(one, day))
  const worst = days.filter((day) =>
    days.every((other) => Math.abs(other - day) > 1 || above[other] <= above[day])
  )
  const found = worst.map((day) => beside(above, day))
  return found
    .filter(({ first, last }, i) => {
      const whole = sumOf(above, first, last)
      const beyond = (from: number, to: number) => sumOf(trouble, from, to) - sumOf(expected, from, to)
      const everywhere = all.reduce((sum, other) => sum + sumOf(other.above, first, last), 0)
      return (
        last - first < MOST_DAYS &&
        first > (found[i - 1]?.last ?? -1) &&
        beyond(first - WEEK, first - 1) <= MOST_BEFORE * whole &&
        beyond(last + 1, last + WEEK) <= MOST_AFTER * whole &&
        whole >= LEAST_OF_ALL * everywhere
      )
    })
    .map(({ first, last }) => ({ service, first, last, expected: sumOf(expected, first, last) }))
}

/**
 * Outages: on at most three days one service fails far more people than the school year, the day of the week and all
 * else that is written lead one to expect, and has not been coming for a week. A first of September, when everything is
 * written of more, is none; nor is a fault that grows.
 */
export const storms = (days: Days): ReadonlyArray<Storm> => {
  if (days.messages.length < LEAST_DAYS) return []
  const all = measured(days)
  return all
    .flatMap((one) => stormsOf(one, all))
    .sort((a, b) => a.first - b.first || (a.service < b.service ? -1 : 1))
}
