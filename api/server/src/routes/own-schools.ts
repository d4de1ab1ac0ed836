import { type Matter, type OwnSchool, ownSchools } from "@otklik/contract/own-schools"
import type { District, ThemeId } from "@otklik/contract/vocabulary"
import { type Scope, within } from "@otklik/sql/scope"
import { Effect } from "effect"
import { fromSnapshot } from "../endpoint.ts"
import type { SnapshotFile } from "../snapshot-file.ts"

const mostMatters = 5

interface Heard {
  readonly school: string
  readonly name: string | null
  readonly district: District | null
  readonly messages: number
  readonly last_at: Date | null
}

const heardOf = (file: SnapshotFile, scope: Scope) => {
  const own = within(scope)
  return file.rows(
    `with heard as (
    select school, count(*)::int as messages, max(created_at) as last_at
    from facts where ${own.sql} and school is not null group by school
)
select school, schools.name, schools.district, coalesce(messages, 0)::int as messages, last_at
from schools left join heard using (school)
where ${own.sql}
order by last_at nulls first, school`,
    own.params
  ) as Effect.Effect<unknown> as Effect.Effect<ReadonlyArray<Heard>>
}

interface Raised {
  readonly school: string
  readonly theme: ThemeId
  readonly messages: number
}

const raisedOf = (file: SnapshotFile, scope: Scope) => {
  const own = within(scope)
  return file.rows(
    `select school, theme, count(*)::int as messages
from facts where ${own.sql} and school is not null and theme is not null
group by school, theme
qualify row_number() over (partition by school order by messages desc, theme) <= ${mostMatters}
order by school, messages desc, theme`,
    own.params
  ) as Effect.Effect<unknown> as Effect.Effect<ReadonlyArray<Raised>>
}

/** The schools of the reader's scope with what they raised. */
export const ownSchoolsRoute = fromSnapshot(
  ownSchools,
  Effect.fnUntraced(function* (file, { scope }) {
    const [heard, raised] = yield* Effect.all([heardOf(file, scope), raisedOf(file, scope)], {
      concurrency: 2
    })
    const known = new Map(file.backlog.map((item) => [item.theme, item]))
    const bySchool = Map.groupBy(raised, ({ school }) => school)
    const mattersOf = (school: string): ReadonlyArray<Matter> =>
      (bySchool.get(school) ?? []).flatMap(({ messages, theme }) => {
        const item = known.get(theme)
        return item === undefined
          ? []
          : [{ theme, title: item.title, rank: item.rank, stage: item.stage, messages }]
      })
    return {
      snapshot: file.id,
      asOf: file.asOf,
      items: heard.map(({ district, last_at, messages, name, school }): OwnSchool => ({
        school,
        name: name ?? "",
        district,
        messages,
        lastAt: last_at?.toISOString() ?? null,
        matters: mattersOf(school)
      }))
    }
  })
)
