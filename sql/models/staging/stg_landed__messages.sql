-- one row per landed message, in local days; `n` is its place in the order of message ids
with source as (
    select rowid as n, * from raw.landed
),
localised as (
    select
        source.*,
        timezone(build.timezone, timezone('UTC', created_at))::date as day,
    from source
    cross join raw.build as build
)
select
    n,
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
from localised
