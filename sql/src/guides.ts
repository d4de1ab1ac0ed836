import type { ThemeSignals } from "./signals.ts"

/** A methodical theme in the order of the guides to write. */
export interface Guide<T> {
  readonly rank: number
  readonly item: T
  /** messages of the last twelve weeks, and of the twelve before, for each hundred schools that could speak */
  readonly perHundred: number
  readonly perHundredBefore: number
}

const sum = (values: ReadonlyArray<number>) => values.reduce((all, value) => all + value, 0)
const hundredth = (value: number) => Math.round(value * 100) / 100
const perHundred = (messages: number, schools: number) =>
  schools === 0 ? 0 : hundredth((100 * messages) / schools)
const numberOf = (theme: string) => Number(theme.slice(1))

/** Which guides to write first: what is asked most often for each hundred schools; equals share a place. */
export const rankGuides = <T extends ThemeSignals>(themes: ReadonlyArray<T>): ReadonlyArray<Guide<T>> => {
  const asked = themes
    .map((item) => ({
      item,
      perHundred: perHundred(sum(item.weeks), item.schoolsTotal),
      perHundredBefore: perHundred(item.earlier, item.schoolsTotal)
    }))
    .sort((a, b) => b.perHundred - a.perHundred || numberOf(a.item.theme) - numberOf(b.item.theme))
  let place = 0
  return asked.map((one, index) => {
    if (one.perHundred !== asked[index - 1]?.perHundred) place = index + 1
    return { rank: place, ...one }
  })
}
