import type { BacklogItem } from "@otklik/contract/backlog"
import { judge, type Measures, type Score } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import type { BacklogTable, Marts, ThemesTable } from "@otklik/sql/tables.gen"
import type { ReadonlyKysely } from "kysely/readonly"

type Described = Pick<
  ThemesTable,
  "theme" | "title" | "direction" | "service" | "verdict" | "stage" | "keyphrases" | "flags"
>
type Measured = Omit<BacklogTable, "theme">

const measuresOf = (row: Measured): Measures => ({
  reach: row.reach_measure,
  severity: row.severity_measure,
  persistence: row.persistence_measure,
  trend: row.trend_measure,
  confidence: row.confidence_measure,
  strategy: row.strategy_measure,
  effort: row.effort_measure
})

const intervalOf = ({ rank_high: high, rank_low: low }: Measured) =>
  low === null || high === null ? null : { low, high }

const itemOf =
  (scoreOf: (measures: Measures) => Score) =>
  (row: Described & Measured): BacklogItem => ({
    rank: row.rank,
    interval: intervalOf(row),
    theme: row.theme,
    title: row.title,
    score: row.score,
    parts: scoreOf(measuresOf(row)).parts,
    measures: measuresOf(row),
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
    flags: row.flags,
    quietDistricts: row.quiet_districts
  })

/** A whole queue of a snapshot, requests or guides, as the build ranked it by the snapshot's model, best first. */
export const readQueue = async (
  db: ReadonlyKysely<Marts>,
  queue: "backlog" | "guides",
  model: ScoreModel
): Promise<ReadonlyArray<BacklogItem>> => {
  const rows = await db
    .selectFrom(`${queue} as queue`)
    .innerJoin("themes", (join) => join.onRef("themes.theme", "=", "queue.theme"))
    .selectAll("queue")
    .select([
      "themes.title",
      "themes.direction",
      "themes.service",
      "themes.verdict",
      "themes.stage",
      "themes.keyphrases",
      "themes.flags"
    ])
    .orderBy("queue.position")
    .execute()
  return rows.map(itemOf(judge(model)))
}
