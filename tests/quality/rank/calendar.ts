import { seed } from "@otklik/pipeline/text/seed"
import type { Chances } from "./chances.ts"

export const dayMs = 86_400_000

const rows = seed("calendar").map(({ first, last, weight }) => ({ first, last, weight: Number(weight) }))

const monthDay = (day: number) => new Date(day * dayMs).toISOString().slice(5, 10)

/** How busy the seed says that a day is: on a day of several rows a quiet one wins, then the busiest. */
const busy = (day: number): number => {
  const now = monthDay(day)
  const weights = rows.filter(({ first, last }) => now >= first && now <= last).map(({ weight }) => weight)
  const quiet = Math.min(...weights)
  return quiet < 1 ? quiet : weights.length === 0 ? 1 : Math.max(...weights)
}

const weekend = [0.12, 1, 1.1, 1.05, 1.05, 0.95, 0.35]
const termEnds = ["10-13", "10-26", "12-15", "12-29", "03-14", "03-28", "05-13", "05-30"]

const atTermEnd = (day: number) => {
  const now = monthDay(day)
  return termEnds.some((first, i) => i % 2 === 0 && now >= first && now <= termEnds[i + 1]!)
}

export type Season = "flat" | "september" | "term ends"

const shapes: Readonly<Record<Season, (day: number) => number>> = {
  flat: () => 1,
  september: (day) => (monthDay(day) >= "08-25" && monthDay(day) <= "09-25" ? 3 : 0.4),
  "term ends": (day) => (atTermEnd(day) ? 3 : 0.4)
}

export const yearDays = 365

/** The school year of a world: the calendar of the seed, but stronger or weaker by up to a third than the seed says. */
export class Year {
  /** days since 1970 */
  readonly first: number
  readonly last: number
  readonly #weights: ReadonlyArray<number>
  readonly #sums: Readonly<Record<Season, Float64Array>>

  constructor(last: number, chances: Chances) {
    this.last = last
    this.first = last - yearDays + 1
    const strength = 0.67 + 0.66 * chances.next()
    this.#weights = Array.from({ length: yearDays }, (_, at) => {
      const day = this.first + at
      return busy(day) ** strength * weekend[new Date(day * dayMs).getUTCDay()]
    })
    this.#sums = {
      flat: this.#sum("flat"),
      september: this.#sum("september"),
      "term ends": this.#sum("term ends")
    }
  }

  #sum(season: Season): Float64Array {
    const sums = new Float64Array(yearDays + 1)
    this.#weights.forEach((weight, at) => {
      sums[at + 1] = sums[at] + weight * shapes[season](this.first + at)
    })
    return sums
  }

  /** Share of the year's messages that fall between two days of it, both 0 to 364 and counted. */
  mass(season: Season, from: number, to: number): number {
    const sums = this.#sums[season]
    return (sums[to + 1] - sums[from]) / sums[yearDays]
  }

  /** A day between two days of the year, the likelier the busier. */
  day(chances: Chances, season: Season, from: number, to: number): number {
    const sums = this.#sums[season]
    const at = sums[from] + chances.next() * (sums[to + 1] - sums[from])
    let low = from
    let high = to
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle + 1] > at) high = middle
      else low = middle + 1
    }
    return low
  }
}
