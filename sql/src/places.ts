import { District, Family, Language, Role, Service, Verdict } from "@otklik/contract/vocabulary"

/** The contract's closed lists, by the columns that hold their values. */
export const lists = {
  verdict: Verdict.literals,
  family: Family.literals,
  role: Role.literals,
  district: District.literals,
  service: Service.literals,
  language: Language.literals
} as const

export type Listed = keyof typeof lists

/** The number that stands for a value: its place in its list, from 1 on. */
export const placeOf = <C extends Listed>(column: C, value: (typeof lists)[C][number]): number =>
  (lists[column] as ReadonlyArray<string>).indexOf(value) + 1

/** The value that a number stands for; null for 0, which is none. */
export const valueAt = <C extends Listed>(column: C, place: number) =>
  (lists[column][place - 1] ?? null) as (typeof lists)[C][number] | null

/** A closed list as DuckDB writes it. */
export const listInSql = (column: Listed): string =>
  `[${lists[column].map((value) => `'${value}'`).join(", ")}]`
