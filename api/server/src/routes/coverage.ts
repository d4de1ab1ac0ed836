import { coverage } from "@otklik/contract/coverage"
import { District, Role } from "@otklik/contract/vocabulary"
import { type Scope, within } from "@otklik/sql/scope"
import { condition, type MessageSlice } from "@otklik/sql/signals"
import { hear, type Heard } from "@otklik/sql/signals/heard"
import { Effect } from "effect"
import { fromSnapshot } from "../endpoint.ts"
import type { SnapshotFile } from "../snapshot-file.ts"

const longest = 200

interface Counted {
  readonly key: string
  readonly messages: number
  readonly last_at: Date
}

interface Silent {
  /** in the order of schools, as signals count them */
  readonly place: number
  readonly school: string
  readonly name: string
  readonly district: District | null
  readonly last_at: Date | null
}

const rowsAs = <R>(file: SnapshotFile, sql: string, params: Parameters<SnapshotFile["rows"]>[1]) =>
  Effect.map(file.rows(sql, params), (rows) => rows as unknown as ReadonlyArray<R>)

/** Messages of a slice by district or role, and when the last came. */
const counted = (file: SnapshotFile, column: "district" | "role", slice: MessageSlice) => {
  const { params, sql } = condition(slice)
  const text = `select ${column} as key, count(*)::int as messages, max(created_at) as last_at
from facts where ${column} is not null and ${sql} group by all`
  return Effect.map(rowsAs<Counted>(file, text, params), (rows) => new Map(rows.map((row) => [row.key, row])))
}

/** Schools that somebody may see and that were not heard, the longest silent first. */
const silent = (file: SnapshotFile, slice: MessageSlice, scope: Scope, heard: Heard) => {
  const own = within(scope)
  const inDistrict = slice.district === undefined ? "true" : "district = $district"
  const text = `with last as (
    select school, max(created_at) as last_at from facts where school is not null group by school
),
placed as (select *, (row_number() over (order by school) - 1)::int as place from schools)
select place, school, coalesce(name, '') as name, district, last.last_at
from placed
left join last using (school)
where ${inDistrict} and ${own.sql}
order by last.last_at nulls first, school`
  const params = { ...own.params, ...(slice.district === undefined ? {} : { district: slice.district }) }
  return Effect.map(rowsAs<Silent>(file, text, params), (rows) =>
    rows
      .filter(({ place }) => heard.schools[place] === 0)
      .slice(0, longest)
      .map(({ district, last_at, name, school }) => ({
        school,
        name,
        district,
        lastAt: last_at?.toISOString() ?? null
      }))
  )
}

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
const thousandth = (value: number) => Math.round(value * 1000) / 1000

/** How much one heard school of a district stands for, beside one of the city, at most what the model lets it. */
const districtWeight = ({ heard, total }: Heard, most: number, place: number) => {
  const city = sum(total) / Math.max(1, sum(heard))
  return thousandth(total[place]! / Math.max(heard[place]!, total[place]! / most, 1) / city)
}

const said = (rows: ReadonlyMap<string, Counted>, key: string) => ({
  messages: rows.get(key)?.messages ?? 0,
  lastAt: rows.get(key)?.last_at.toISOString() ?? null
})

/** Heard is whoever spoke within the model's window of reach: the same who make the denominators of every score. */
export const coverageRoute = fromSnapshot(
  coverage,
  Effect.fnUntraced(function* (file, { query, scope }) {
    const { text: _, ...slice } = query
    const { ground, voices } = yield* file.material
    const who = hear(voices, ground, file.model, slice)
    const [total, heard] = [sum(who.total), sum(who.heard)]
    const byDistrict = yield* counted(file, "district", slice)
    const byRole = yield* counted(file, "role", slice)
    const districts = District.literals.map((key, i) => ({
      key,
      total: who.total[i + 1]!,
      heard: who.heard[i + 1]!,
      ...said(byDistrict, key),
      weight: districtWeight(who, file.model.reach.most, i + 1)
    }))
    return {
      snapshot: file.id,
      asOf: file.asOf,
      schools: { total, heard },
      districts: districts.filter(({ messages, total }) => messages > 0 || total > 0),
      roles: Role.literals.map((key, i) => ({
        key,
        total,
        heard: who.byRole[i + 1]!,
        ...said(byRole, key),
        weight: thousandth(who.roles[i + 1]!)
      })),
      silent: yield* silent(file, slice, scope, who)
    }
  })
)
