-- one row per ranked theme; equal scores share a rank, `position` is its place in the list
-- may be null: rank_low, rank_high, effort_measure
with recent as (
    select theme, week, messages
    from theme_weeks
),
weeks as (
    select date_trunc('week', as_of_day)::date - 7 * back::int as week, back
    from snapshot
    cross join range(12) as backs (back)
),
twelve as (
    select
        scores.theme,
        list(coalesce(recent.messages, 0) order by weeks.back desc) as weeks,
    from raw.scores as scores
    cross join weeks
    left join recent on recent.theme = scores.theme and recent.week = weeks.week
    group by scores.theme
)
select scores.*, twelve.weeks
from raw.scores as scores
join twelve using (theme)
order by scores.position
