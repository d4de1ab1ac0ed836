-- one row per landed message, without its text
-- may be null: theme, request, school, district, role, service, author, priority, echo, incident
-- `echo` is hash(message_id) of the message in which the same person of the school said nearly the
-- same first, within a fortnight; null for that one; `campaign`: many people sent near copies
-- `because` is which of `verdict_reasons` decided the verdict, 0 where no words or a person did
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
    placed.verdict_probability,
    placed.severity,
    placed.near_copy,
    placed.because,
    repeats.echo,
    coalesce(repeats.campaign, false) as campaign,
    storms.incident,
    placed.strength,
from stg_landed__messages as messages
join stg_engine__placed as placed using (n)
left join stg_engine__repeats as repeats using (n)
left join raw.incident_messages as storms using (n)
left join schools using (school)
order by try_cast(placed.theme[2:] as int) nulls last, messages.created_at desc, messages.n
