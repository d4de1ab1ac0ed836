-- messages and schools of a ranked theme are those of its facts
select backlog.theme, backlog.messages, counted.messages as facts
from backlog
left join (
    select
        theme,
        count(*)::int as messages,
        count(distinct school)::int as schools,
    from facts
    group by theme
) as counted on counted.theme = backlog.theme
where counted.messages is distinct from backlog.messages
    or counted.schools is distinct from backlog.schools
limit 1
