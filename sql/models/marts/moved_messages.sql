-- one row per message that another theme, or none, holds than in the snapshot before
-- may be null: from_theme, to_theme
-- `change` is the theme in `theme_changes` whose change it is part of
select
    landed.message_id,
    'T' || before.theme as from_theme,
    'T' || placed.theme as to_theme,
    'T' || moves.change as change,
from raw.before as before
join raw.placed as placed using (n)
join raw.landed as landed on landed.rowid = before.n
join int_theme_moves_counted as moves
    on moves.old is not distinct from before.theme
    and moves.new is not distinct from placed.theme
where before.theme is distinct from placed.theme
order by before.theme nulls last, placed.theme nulls last, landed.message_id
