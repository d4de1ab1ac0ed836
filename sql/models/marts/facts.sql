-- one row per landed message, without its text
-- may be null: theme, request, school, district, role, service, author, priority
with joined as (
    select
        messages.message_id,
        placed.theme,
        placed.request,
        messages.source,
        messages.family,
        messages.created_at,
        messages.day,
        messages.week,
        messages.school,
        coalesce(schools.district, messages.district) as district,
        messages.role,
        coalesce(messages.service, placed.service) as service,
        messages.language,
        messages.author,
        messages.priority,
        placed.verdict,
        placed.severity,
        placed.near_copy,
        placed.strength,
    from stg_landed__messages as messages
    join stg_engine__placed as placed using (n)
    left join schools using (school)
)
select *
from joined
order by try_cast(theme[2:] as int) nulls last, created_at desc, message_id
