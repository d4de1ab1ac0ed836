-- one row per theme and week with messages
select
    theme,
    week,
    count(*)::int as messages,
    count(distinct school)::int as schools,
from facts
where theme is not null
group by theme, week
order by theme, week
