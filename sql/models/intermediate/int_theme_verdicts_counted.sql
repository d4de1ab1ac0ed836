-- one row per theme and verdict, noise and thanks last however many they are
select
    theme,
    verdict,
    count(*)::int as messages,
    row_number() over (
        partition by theme
        order by verdict in ('noise', 'thanks'), messages desc, verdict
    ) as place,
from facts
where theme is not null
group by theme, verdict
