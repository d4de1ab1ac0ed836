-- one row per landed message, in local days; `n` is its place in the order of message ids
select
    rowid as n,
    message_id,
    source,
    family,
    created_at,
    day,
    date_trunc('week', day)::date as week,
    author,
    school,
    district,
    role,
    service,
    language,
    priority,
from raw.landed
