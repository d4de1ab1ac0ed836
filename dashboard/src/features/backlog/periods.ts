import { shiftDay } from "../../i18n/date.ts"

export interface Period {
  readonly from?: string
  readonly to?: string
}

export type PeriodName = "all_time" | "week" | "month" | "year" | "last_year"

const firstOfSeptember = (today: string) => {
  const year = Number(today.slice(0, 4))
  return today.slice(5) >= "09-01" ? year : year - 1
}

/** Ready-made periods that end on the day of the slice, a Moscow calendar day; the school year begins on 1 September. */
export const periods = (today: string): Readonly<Record<PeriodName, Period>> => {
  const year = firstOfSeptember(today)
  return {
    all_time: {},
    week: { from: shiftDay(today, -6) },
    month: { from: shiftDay(today, -27) },
    year: { from: `${year}-09-01` },
    last_year: { from: `${year - 1}-09-01`, to: `${year}-05-31` }
  }
}

/** The ready-made period that has exactly these bounds, if there is one. */
export const namePeriod = ({ from, to }: Period, today: string): PeriodName | undefined =>
  (Object.entries(periods(today)) as ReadonlyArray<[PeriodName, Period]>).find(
    ([, period]) => period.from === from && period.to === to
  )?.[0]
