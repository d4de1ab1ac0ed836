-- one row per message that says again what was said, by its person or by many
-- `echo` is hash(message_id) of the message that its person said first
select
    repeats.n,
    if(repeats.first is not null, hash(first.message_id), null) as echo,
    repeats.campaign,
from raw.repeats as repeats
left join raw.landed as first on first.rowid = repeats.first
