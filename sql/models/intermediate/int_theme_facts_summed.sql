-- one row per theme: its span and size
select
    theme,
    min(created_at) as first_at,
    max(created_at) as last_at,
    count(*)::int as messages,
    count(distinct school)::int as schools,
    count(*) filter (where campaign)::int as campaign,
    count(incident)::int as incident,
from facts
where theme is not null
group by theme
