import { listValue } from "@duckdb/node-api"
import { Part, type ScoreModel } from "@otklik/contract/score-model"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"

const columns = (suffix: string) => Part.literals.map((part) => `backlog.${part}_${suffix}`).join(", ")

/** What the snapshot before remembers, then itself. */
const moments = `
insert into raw.moments
select position, snapshot, as_of, model, model_hash, parts, weights from past.moments
union all
select
    (select coalesce(max(position), 0) + 1 from past.moments),
    $id, about.as_of, model.name, model.hash, $parts::varchar[], $weights::double[]
from past.snapshot as about
cross join past.score_model as model`

const history = `
insert into raw.rank_history
select
    position, theme[2:]::int, title, rank, score, schools, points, adds,
    messages, reach, calendar, model, corrections
from past.rank_history`

/** The ranks of the snapshot before are its last moment; so are the themes that left the queue by it. */
const itself = `
insert into raw.rank_history
select
    (select max(position) from raw.moments), backlog.theme[2:]::int, themes.title, backlog.rank, backlog.score,
    backlog.schools, [${columns("points")}], [${columns("adds")}],
    changes.messages, changes.reach, changes.calendar, changes.model, changes.corrections
from past.backlog as backlog
join past.themes as themes on themes.theme = backlog.theme
left join past.rank_changes as changes on changes.theme = backlog.theme
union all
select
    (select max(position) from raw.moments), changes.theme[2:]::int, known.title, null, 0, 0, [], [],
    changes.messages, changes.reach, changes.calendar, changes.model, changes.corrections
from past.rank_changes as changes
join (
    select theme, last(title order by position) as title from past.rank_history group by theme
) as known on known.theme = changes.theme
where changes.rank is null`

/** Of the moments older than thirty days the last of a day stays, with what the others of that day changed. */
const thin = `
create temp table moved as
with dated as (
    select
        position,
        as_of::date = lead(as_of::date) over (order by position)
            and as_of < (select as_of - interval 30 day from snapshot) as goes,
    from raw.moments
)
select
    position,
    min(position) filter (where goes is not true) over (
        order by position rows between current row and unbounded following
    ) as target,
from dated;
delete from raw.moments where position in (select position from moved where position <> target);
create temp table thinned as
select
    moved.target as position,
    theme,
    last(title order by moved.position) as title,
    last(rank order by moved.position) as rank,
    last(score order by moved.position) as score,
    last(schools order by moved.position) as schools,
    last(points order by moved.position) as points,
    last(adds order by moved.position) as adds,
    ${["messages", "reach", "calendar", "model", "corrections"]
      .map((cause) => `if(count(${cause}) = count(*), round(sum(${cause}), 2), null) as ${cause}`)
      .join(",\n    ")}
from raw.rank_history
join moved using (position)
group by moved.target, theme;
truncate raw.rank_history;
insert into raw.rank_history from thinned order by theme, position;
drop table thinned;
drop table moved;`

/** Leaves out moments that a day of long ago can do without; what they changed is told by the next. */
export const thinHistory = DuckDb.use((db) => db.run(thin))

/** Carries on what the snapshot attached as `past` remembers, and how its own themes stood, into `raw`. */
export const carryHistory = Effect.fn("carryHistory")(function* (id: string, { weights }: ScoreModel) {
  const db = yield* DuckDb
  const parts = listValue([...Part.literals])
  yield* db.run(moments, { id, parts, weights: listValue(Part.literals.map((part) => weights[part])) })
  yield* db.run(history)
  yield* db.run(itself)
  yield* thinHistory
})
