-- every message that moved is part of one change, and the changes count them all
with counted as (
    select change as theme, count(*)::int as messages from moved_messages group by change
)
select coalesce(changes.theme, counted.theme) as theme, moved, messages
from theme_changes as changes
full join counted using (theme)
where coalesce(moved, 0) <> coalesce(messages, 0)
