-- one row per message that repeats another; `echo` is hash(message_id) of what its person said first
select
    repeats.n,
    hash(first.message_id) as echo,
    repeats.campaign,
from raw.repeats as repeats
left join raw.landed as first on first.rowid = repeats.first
