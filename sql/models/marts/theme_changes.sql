-- one row per theme that changed since the snapshot before, told by the messages of both
-- every message that moved belongs to one change; a theme that left merged where half of it or more
-- went to one theme, else it is gone; a new one was split off where one theme that lives on gave half
-- of what came to it; others grow, or shrink where more left for no theme
with sizes as (
    select old as theme, sum(messages)::int as messages,
    from int_theme_moves_counted
    where old is not null
    group by old
),
moves as (
    select * from int_theme_moves_counted where change is not null
),
gathered as (
    select
        change as main,
        sum(messages)::int as moved,
        list(old order by messages desc, old) filter (
            where old is not null and old <> change
        ) as givers,
        list(new order by messages desc, new) filter (where new is not null) as takers,
        max(share) filter (where new is not null) as foremost,
        max(messages) filter (where old is not null and not leaves) as given,
        coalesce(sum(messages) filter (where new is null), 0) as lost,
    from moves
    group by change
),
fresh as (
    select theme as main
    from raw.themes
    where theme not in (select theme from raw.before_themes)
        and exists (select 1 from raw.before_themes)
),
named as (
    select
        main,
        coalesce(moved, 0) as moved,
        case
            when main in (select main from fresh) then if(given * 2 >= moved, 'split', 'new')
            when main not in (select theme from raw.themes)
                then if(foremost >= 0.5, 'merged', 'gone')
            when lost * 2 > moved then 'shrank'
            else 'grew'
        end as kind,
        coalesce(givers, []) as givers,
        coalesce(takers, []) as takers,
    from gathered
    full join fresh using (main)
),
changes as (
    select
        kind,
        main,
        moved,
        if(kind in ('new', 'split', 'grew'), givers, [main])[:10] as gave,
        if(kind in ('merged', 'gone'), takers, [main])[:10] as became,
        if(kind in ('new', 'split'), givers, [main]) as measured,
    from named
),
names as (
    select map_from_entries(list((theme, title))) as title_of
    from (
        select theme, title, from raw.before_themes
        union all
        select theme, title, from raw.themes
        where theme not in (select theme from raw.before_themes)
    )
),
weighed as (
    select
        changes.*,
        (select sum(messages)::int from sizes where list_contains(measured, theme)) as whole,
    from changes
)
select
    (row_number() over (order by moved desc, kind, main) - 1)::int as position,
    'T' || main as theme,
    kind,
    list_transform(gave, lambda theme: 'T' || theme) as old_themes,
    list_transform(became, lambda theme: 'T' || theme) as new_themes,
    list_transform(gave, lambda one: coalesce(title_of[one], '')) as old_titles,
    list_transform(became, lambda one: coalesce(title_of[one], '')) as new_titles,
    moved,
    round(coalesce(moved / nullif(whole, 0), 1)::double, 3) as share,
from weighed
cross join names
order by position
