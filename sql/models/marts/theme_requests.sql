-- one row per group of messages inside a theme that ask for the same thing
with titled as (
    select
        'T' || theme as theme,
        'T' || theme || '-' || request as request,
        title,
    from raw.requests
),
counted as (
    select
        request,
        count(*)::int as messages,
        count(distinct school)::int as schools,
    from facts
    where request is not null
    group by request
)
select theme, request, title, messages, schools
from titled
join counted using (request)
order by theme, messages desc, request
