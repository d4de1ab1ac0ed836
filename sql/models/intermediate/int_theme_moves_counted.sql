-- one row per theme before and theme now, none on either side included: the messages that went so
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
