-- one row per theme before and theme now, none on either side included: the messages that went so
-- `change` is the theme whose change they are: the new one that they came to, else the one that is
-- gone, else the one that they joined, else the one that they left for none
with counted as (
    select
        before.theme as old,
        placed.theme as new,
        count(*)::int as messages,
        count(*) / sum(count(*)) over (partition by before.theme) as share,
        before.theme is not null and before.theme not in (select theme from raw.themes) as leaves,
        placed.theme is not null and placed.theme not in (
            select theme from raw.before_themes
        ) as born,
    from raw.before as before
    join raw.placed as placed using (n)
    group by before.theme, placed.theme
)
select
    *,
    case
        when old is not distinct from new then null
        when born then new
        when leaves then old
        else coalesce(new, old)
    end as change,
from counted
