import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { type Copies, isCampaign } from "../themes/campaign.ts"

const copies = `
select
    placed.theme,
    count(*)::int as messages,
    count(*) filter (where placed.near_copy)::int as copies,
    count(distinct landed.school) filter (where placed.near_copy)::int as schools,
    coalesce(date_diff(
        'day',
        min(landed.created_at) filter (where placed.near_copy),
        max(landed.created_at) filter (where placed.near_copy)
    ), 0)::int as days,
from raw.placed as placed
join raw.landed as landed on landed.rowid = placed.n
where placed.theme is not null
group by placed.theme
order by placed.theme`

interface Row extends Copies {
  readonly theme: number
}

/** Lays the themes that are mass mailings into `raw.campaigns`, from the near copies among their placed messages. */
export const layCampaigns = Effect.gen(function* () {
  const db = yield* DuckDb
  const rows = (yield* db.rows(copies)) as unknown as ReadonlyArray<Row>
  yield* db.append(["raw", "campaigns"], [rows.filter(isCampaign).map(({ theme }) => theme)])
})
