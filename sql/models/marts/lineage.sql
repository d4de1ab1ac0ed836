-- one row per theme and theme of the snapshot before that gave it messages
select
    'T' || theme as theme,
    'T' || parent as parent,
    messages,
    round(share::double, 3) as share,
from raw.lineage
order by theme, messages desc, parent
