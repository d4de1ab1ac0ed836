-- the weeks of a theme hold all its messages
select weeks.theme, weeks.messages, counted.messages as facts
from (select theme, sum(messages)::int as messages from theme_weeks group by theme) as weeks
full join (
    select theme, count(*)::int as messages from facts where theme is not null group by theme
) as counted on counted.theme = weeks.theme
where weeks.messages is distinct from counted.messages
limit 1
