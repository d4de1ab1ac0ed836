-- a theme has one row and a number not above the last that was given
select themes.theme, count(*)::int as times
from themes
cross join snapshot
group by themes.theme, snapshot.last_theme
having count(*) > 1 or themes.theme[2:]::int > snapshot.last_theme
limit 1
