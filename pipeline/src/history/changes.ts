import { DuckDb } from "@otklik/sql/duckdb"

const lay = `
insert into raw.rank_changes
select
    coalesce(now.theme, before.theme)[2:]::int as theme,
    before.rank,
    coalesce(before.score, 0),
    null, null, null, null, null
from raw.scores as now
full join past.backlog as before on before.theme = now.theme
order by 1`

/** Lays what moved every theme's score since the snapshot attached as `past`. */
export const layChanges = DuckDb.use((db) => db.run(lay))
