const holidays = [
  ["01-01", "01-09"],
  ["03-25", "04-02"],
  ["06-01", "08-31"],
  ["10-26", "11-03"],
  ["12-31", "12-31"]
] as const

const free = (day: string) => holidays.some(([from, to]) => day.slice(5) >= from && day.slice(5) <= to)

const daysOf = (monday: string) =>
  Array.from({ length: 5 }, (_, index) =>
    new Date(Date.parse(`${monday}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10)
  )

/** True of a week, named by its Monday, most of whose working days are usual school holidays in Moscow. */
export const isHolidayWeek = (monday: string): boolean => daysOf(monday).filter(free).length >= 3

/** Runs of neighbouring holiday weeks as [first, last] places in the list. */
export const holidayRuns = (mondays: ReadonlyArray<string>): ReadonlyArray<readonly [number, number]> =>
  mondays.reduce<ReadonlyArray<readonly [number, number]>>((runs, monday, index) => {
    if (!isHolidayWeek(monday)) return runs
    const last = runs.at(-1)
    return last?.[1] === index - 1 ? [...runs.slice(0, -1), [last[0], index]] : [...runs, [index, index]]
  }, [])
