-- one row per change of the themes since the snapshot before, told by the messages of both
-- a theme that left merged where half of it or more went to one theme, else it is gone; a new one was
-- split off where a fifth of a theme that lives on made it; themes grow and shrink by what else moved
with merged as (
    select
        'merged' as kind,
        moves.new as main,
        list(moves.old order by moves.old) as gave,
        [moves.new] as became,
        sum(moves.messages)::int as moved,
    from int_theme_moves_counted as moves
    where moves.leaves and moves.new is not null and moves.share >= 0.5
    group by moves.new
),
gone as (
    select
        'gone' as kind,
        old as main,
        [old] as gave,
        coalesce(
            list(new order by messages desc, new) filter (where new is not null and share >= 0.1),
            []
        ) as became,
        sum(messages)::int as moved,
    from int_theme_moves_counted
    where leaves
    group by old
    having max(share) filter (where new is not null) < 0.5 or count(new) = 0
),
parted as (
    select
        'split' as kind,
        old as main,
        [old] as gave,
        list(new order by messages desc, new) as became,
        sum(messages)::int as moved,
    from int_theme_moves_counted
    where old is not null and not leaves and born and share >= 0.2
    group by old
),
fresh as (
    select
        'new' as kind,
        placed.theme as main,
        []::int[] as gave,
        [placed.theme] as became,
        count(before.n)::int as moved,
    from raw.placed as placed
    left join raw.before as before using (n)
    where placed.theme not in (select theme from raw.before_themes)
        and exists (select 1 from raw.before_themes)
        and placed.theme not in (select unnest(became) from parted)
        and placed.theme not in (select unnest(became) from merged)
    group by placed.theme
),
crossed as (
    select *
    from int_theme_moves_counted
    where old is distinct from new
        and not (leaves and share >= 0.5)
        and not (born and not leaves and share >= 0.2)
),
turned as (
    select old as theme, -sum(messages)::int as turn, from crossed where not leaves group by old
    union all
    select new as theme, sum(messages)::int as turn, from crossed where not born group by new
),
swayed as (
    select
        if(sum(turn) > 0, 'grew', 'shrank') as kind,
        theme as main,
        [theme] as gave,
        [theme] as became,
        abs(sum(turn))::int as moved,
    from turned
    where theme is not null
    group by theme
    having sum(turn) <> 0
),
changes as (
    from merged
    union all from gone
    union all from parted
    union all from fresh
    union all from swayed
),
sizes as (
    select old as theme, sum(messages)::int as messages,
    from int_theme_moves_counted
    where old is not null
    group by old
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
measured as (
    select
        changes.*,
        (select sum(messages)::int from sizes where list_contains(gave, theme)) as whole,
    from changes
)
select
    (row_number() over (order by moved desc, kind, main) - 1)::int as position,
    kind,
    list_transform(gave, lambda theme: 'T' || theme) as old_themes,
    list_transform(became, lambda theme: 'T' || theme) as new_themes,
    list_transform(gave, lambda one: coalesce(title_of[one], '')) as old_titles,
    list_transform(became, lambda one: coalesce(title_of[one], '')) as new_titles,
    moved,
    round(coalesce(moved / nullif(whole, 0), 1)::double, 3) as share,
from measured
cross join names
order by position
