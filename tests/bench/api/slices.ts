import { District, Family, Role, Service, Verdict } from "@otklik/contract/vocabulary"

const lists = {
  district: District.literals,
  role: Role.literals,
  service: Service.literals,
  family: Family.literals,
  verdict: Verdict.literals
} as const

const single = Object.entries(lists).flatMap(([name, values]) => values.map((value) => `${name}=${value}`))

/** Every filter with some other, so that each value comes once more beside one of another list. */
const double = single.flatMap((one, at) => {
  const other = single[(at * 7 + 19) % single.length]!
  return one.split("=")[0] === other.split("=")[0] ? [] : [`${one}&${other}`]
})

const back = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

/** What planners ask for: every value of every filter, pairs of filters, the last weeks, months and terms, a term before. */
export const slices = (lastDay: string): ReadonlyArray<string> => {
  const spans = [7, 14, 28, 60, 90, 180, 365].map((days) => `from=${back(lastDay, days)}`)
  const before = [30, 60, 90, 180].map((days) => `to=${back(lastDay, days)}`)
  const within = lists.district.map(
    (district, at) => `district=${district}&from=${back(lastDay, 30 + 20 * at)}`
  )
  return [...single, ...double, ...spans, ...before, ...within]
}
