-- one row: what the snapshot holds
-- may be null: as_of, as_of_day
select
    (select max(created_at) from facts) as as_of,
    (select max(day) from facts) as as_of_day,
    (select count(*) from facts)::int as messages,
    (select count(*) from schools)::int as schools_total,
    (select count(distinct school) from facts)::int as schools_heard,
    (select count(*) from themes)::int as themes,
    build.last_theme,
    build.timezone,
    build.engine,
    (select name from raw.score_model) as model,
from raw.build as build
