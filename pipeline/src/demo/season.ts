import { totals } from "./dice.ts"

const day = 86_400_000

/** The city's eighteen months, as Moscow days; the last day is 2026-11-20. */
export const firstDay = Date.UTC(2025, 4, 21)
export const days = Math.round((Date.UTC(2026, 10, 20) - firstDay) / day) + 1

/** Month and day as one number, 904 for 4 September. */
const monthDay = (at: Date) => (at.getUTCMonth() + 1) * 100 + at.getUTCDate()

/** [first, last, weight] by month and day; the later line counts where two overlap. */
const calendar: ReadonlyArray<readonly [number, number, number]> = [
  [101, 1231, 1],
  [901, 910, 5],
  [911, 920, 2.2],
  [1015, 1024, 2.6],
  [1025, 1102, 0.3],
  [1216, 1229, 2.6],
  [1230, 1231, 0.1],
  [101, 111, 0.1],
  [216, 222, 0.5],
  [316, 326, 2.4],
  [327, 404, 0.3],
  [501, 511, 0.4],
  [515, 527, 2.8],
  [528, 831, 0.25],
  [625, 815, 0.08],
  [825, 831, 1.6]
]

const weekend = [0.12, 1, 1.1, 1.05, 1.05, 0.95, 0.35]

const schoolDay = (at: Date): number => {
  const now = monthDay(at)
  const weight = calendar.findLast(([first, last]) => now >= first && now <= last)![2]
  return weight * weekend[at.getUTCDay()]
}

const within = (now: number, spans: ReadonlyArray<readonly [number, number]>, high: number, low: number) =>
  spans.some(([first, last]) => now >= first && now <= last) ? high : low

const ends = [
  [1013, 1026],
  [1215, 1230],
  [314, 328],
  [513, 530]
] as const

const shapes: Readonly<Record<string, (at: Date) => number>> = {
  flat: () => 1,
  september: (at) => within(monthDay(at), [[825, 920]], 2.2, 0.45),
  termend: (at) => within(monthDay(at), ends, 2.6, 0.4),
  exams: (at) => within(monthDay(at), [[401, 630]], 3, 0.5),
  storm: (at) => (at.getTime() >= Date.UTC(2026, 9, 7) && at.getTime() <= Date.UTC(2026, 9, 8) ? 1 : 0.0002)
}

const six = 42 * day

const turns: Readonly<Record<string, (at: Date, from: number) => number>> = {
  rise: (at, from) => Math.min(1, Math.max(0.02, (at.getTime() - from) / six)),
  fade: (at, from) => Math.min(1, Math.max(0.02, 1 - (at.getTime() - from) / six)),
  campaign: (at, from) => (at.getTime() >= from && at.getTime() < from + 5 * day ? 200 : 1)
}

/** First day of a season such as «campaign:2026-04-14», or undefined where it names none. */
export const turnOf = (season: string, name: string): number | undefined => {
  const date = season
    .split("+")
    .find((word) => word.startsWith(`${name}:`))
    ?.split(":")[1]
  return date === undefined ? undefined : Date.parse(date.length === 7 ? `${date}-01` : date)
}

const shapeOf = (season: string, at: Date): number => {
  const named = season.split("+").filter((word) => shapes[word] !== undefined)
  const shape = named.length === 0 ? 1 : named.reduce((sum, word) => sum + shapes[word](at), 0) / named.length
  return Object.keys(turns).reduce((product, name) => {
    const from = turnOf(season, name)
    return from === undefined ? product : product * turns[name](at, from)
  }, shape)
}

export interface Seasons {
  /** running totals over the days */
  readonly days: Float64Array
  /** for every day the running totals over the themes */
  readonly themes: ReadonlyArray<Float64Array>
}

/** Spreads themes with the given sizes over the school calendar: each keeps its size, each day gets what falls on it. */
export const seasonsOf = (
  themes: ReadonlyArray<{ readonly season: string; readonly size: number }>
): Seasons => {
  const dates = Array.from({ length: days }, (_, at) => new Date(firstDay + at * day))
  const rates = themes.map(({ season, size }) => {
    const raw = dates.map((at) => schoolDay(at) * shapeOf(season, at))
    const sum = raw.reduce((a, b) => a + b, 0)
    return raw.map((rate) => (rate * size) / sum)
  })
  const perDay = dates.map((_, at) => totals(rates.map((rate) => rate[at])))
  return { days: totals(perDay.map((sums) => sums[sums.length - 1])), themes: perDay }
}

/** Share of a day's messages before each hour of Moscow. */
const hours = totals([
  4, 1, 1, 1, 1, 2, 8, 40, 90, 95, 90, 85, 85, 80, 85, 75, 60, 45, 40, 42, 45, 40, 25, 10
])

const hourAt = (share: number): number => {
  const at = share * hours[23]
  const hour = hours.findIndex((sum) => sum > at)
  const before = hour === 0 ? 0 : hours[hour - 1]
  return hour + (at - before) / (hours[hour] - before)
}

/** Where message `index` of `count` falls: its day and its instant in milliseconds UTC; rises with the index. */
export const momentOf = (seasons: Seasons, index: number, count: number) => {
  const at = ((index + 0.5) / count) * seasons.days[days - 1]
  let low = 0
  let high = days - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (seasons.days[middle] > at) high = middle
    else low = middle + 1
  }
  const before = low === 0 ? 0 : seasons.days[low - 1]
  const local = firstDay + low * day + hourAt((at - before) / (seasons.days[low] - before)) * 3_600_000
  return { day: low, at: Math.floor(local / 1000) * 1000 - 3 * 3_600_000 }
}
