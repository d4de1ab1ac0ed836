-- one row per day from the first message to the last: how busy the school year makes it
with span as (
    select min(day) as first, max(day) as last from facts
),
days as (
    select unnest(generate_series(first, last, interval 1 day))::date as day
    from span
),
weighed as (
    select
        days.day,
        max(seed.weight) as busiest,
        min(seed.weight) as quietest,
    from days
    left join raw.calendar as seed
        on strftime(days.day, '%m-%d') between seed.first and seed.last
    group by days.day
)
select
    day,
    case
        when quietest < 1 then quietest
        else coalesce(busiest, 1)
    end::double as weight,
from weighed
order by day
