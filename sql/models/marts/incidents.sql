-- one row per incident: days on which a service failed so many that their messages are one matter
-- `expected` is how many such messages the days would have without it
with counted as (
    select
        incident,
        count(*)::int as messages,
        count(distinct school)::int as schools,
        list(distinct theme order by theme) filter (where theme is not null) as themes,
    from facts
    where incident is not null
    group by incident
)
select
    incidents.incident,
    incidents.service,
    incidents.first_day::date as first_day,
    incidents.last_day::date as last_day,
    counted.messages,
    counted.schools,
    round(incidents.expected, 2) as expected,
    coalesce(counted.themes, []) as themes,
from raw.incidents as incidents
join counted using (incident)
order by incidents.incident
