import type { BacklogItem } from "@otklik/contract/backlog"
import { Part, type ScorePart, standard } from "@otklik/contract/score"
import type { BacklogTable, Marts, ThemesTable } from "@otklik/sql/tables.gen"
import type { ReadonlyKysely } from "kysely/readonly"

type Described = Pick<
  ThemesTable,
  "theme" | "title" | "direction" | "service" | "verdict" | "stage" | "keyphrases" | "flags"
>
type Measured = Omit<BacklogTable, "theme">

const partsOf = (row: Measured): ReadonlyArray<ScorePart> =>
  Part.literals.map((part) => {
    const points = row[`${part}_points`]
    const weight = standard.weights[part]
    return { part, points, weight, adds: Math.round(points * weight * 100) / 100 }
  })

const itemOf = (row: Described & Measured): BacklogItem => ({
  rank: row.rank,
  theme: row.theme,
  title: row.title,
  score: row.score,
  parts: partsOf(row),
  schools: row.schools,
  share: row.share,
  messages: row.messages,
  people: row.people,
  direction: row.direction,
  service: row.service,
  verdict: row.verdict,
  stage: row.stage,
  keyphrases: row.keyphrases,
  weeks: row.weeks,
  flags: row.flags
})

/** The whole backlog of a snapshot as the build ranked it, best first. */
export const readBacklog = async (db: ReadonlyKysely<Marts>): Promise<ReadonlyArray<BacklogItem>> => {
  const rows = await db
    .selectFrom("backlog")
    .innerJoin("themes", "themes.theme", "backlog.theme")
    .selectAll("backlog")
    .select([
      "themes.title",
      "themes.direction",
      "themes.service",
      "themes.verdict",
      "themes.stage",
      "themes.keyphrases",
      "themes.flags"
    ])
    .orderBy("backlog.rank")
    .execute()
  return rows.map(itemOf)
}
