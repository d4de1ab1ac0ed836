-- one row per message that another theme, or none, holds than in the snapshot before
-- may be null: from_theme, to_theme
select
    landed.message_id,
    'T' || before.theme as from_theme,
    'T' || placed.theme as to_theme,
from raw.before as before
join raw.placed as placed using (n)
join raw.landed as landed on landed.rowid = before.n
where before.theme is distinct from placed.theme
order by before.theme nulls last, placed.theme nulls last, landed.message_id
