import { assert, it } from "@effect/vitest"
import { NodeServices } from "@effect/platform-node"
import { thinHistory } from "@otklik/pipeline/history/carry"
import { DuckDb } from "@otklik/sql/duckdb"
import { layRaw } from "@otklik/sql/models"
import { Effect, Layer } from "effect"
import { tmpdir } from "node:os"

const workshop = Layer.merge(
  DuckDb.layer({ path: ":memory:", threads: 1, memory: "256MiB", temporary: tmpdir() }),
  NodeServices.layer
)

/** Two hundred moments of about three a day, up to five themes each that come and go, with scores made of causes. */
const lay = `
create table snapshot as select timestamp '2026-03-01 12:00:00' as as_of;
insert into raw.moments
select n, 's' || n, timestamp '2026-03-01 12:00:00' - interval (8 * (200 - n)) hour, 'm', 'h', [], []
from range(1, 201) as moments (n);
create temp table scores as
select
    n,
    theme,
    if(hash(n // 7 * 10 + theme) % 4 = 0, 0, (hash(n * 10 + theme) % 10000)::int) as score,
from range(1, 201) as moments (n) cross join range(1, 6) as themes (theme);
insert into raw.rank_history
select
    n, theme, 'title', if(score = 0, null, 1), score / 100, 1, [], [],
    change / 100 - 1, 0.5, 0.25, 0.25, 0,
from (
    select *, score - lag(score, 1, 0) over (partition by theme order by n) as change,
        lag(score, 1, 0) over (partition by theme order by n) as before
    from scores
)
where score > 0 or before > 0;
update raw.rank_history set messages = null, reach = null, calendar = null, model = null, corrections = null
where position = 1;
create table whole as from raw.rank_history;`

/** Themes whose change from a kept moment to the last is not what the steps between say. */
const untrue = `
with kept as (select unnest(range(1, 6)) as theme, position from raw.moments),
stood as (
    select kept.*, coalesce(whole.score, 0) as score
    from kept left join whole using (theme, position)
),
stepped as (
    select
        stood.theme, stood.position, stood.score, coalesce(last.score, 0) as last,
        (
            select coalesce(sum(messages + reach + calendar + model + corrections), 0)
            from raw.rank_history as later
            where later.theme = stood.theme and later.position > stood.position
        ) as steps
    from stood left join whole as last on last.theme = stood.theme and last.position = 200
)
select * from stepped where round(100 * (last - score)) <> round(100 * steps)`

it.effect(
  "of days long ago the last moment stays, and steps between kept moments still sum to the change",
  () =>
    Effect.gen(function* () {
      const db = yield* DuckDb
      yield* layRaw
      yield* db.run(lay)
      assert.deepStrictEqual(yield* db.rows(untrue), [])
      yield* thinHistory
      const days = yield* db.rows(
        "select as_of::date::varchar as day, count(*)::int as n from raw.moments group by day order by day"
      )
      for (const { day, n } of days) assert.strictEqual(n === 1, String(day) < "2026-01-30", String(day))
      assert.isAbove(days.length, 60)
      assert.deepStrictEqual(yield* db.rows(untrue), [])
      const kept = yield* db.rows(`select count(*)::int as n from raw.rank_history
        join whole using (theme, position) where raw.rank_history.score <> whole.score`)
      assert.deepStrictEqual(kept, [{ n: 0 }])
      const [strays] = yield* db.rows(
        "select count(*)::int as n from raw.rank_history where position not in (select position from raw.moments)"
      )
      assert.strictEqual(strays?.["n"], 0)
    }).pipe(Effect.provide(workshop))
)
