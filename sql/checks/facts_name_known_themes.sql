-- a fact's theme is a theme of the snapshot
select distinct facts.theme
from facts
left join themes on themes.theme = facts.theme
where facts.theme is not null and themes.theme is null
limit 1
