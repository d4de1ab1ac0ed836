-- one row per theme and theme near it, the nearest first
select
    'T' || theme as theme,
    position,
    'T' || other as other,
    round(similarity::double, 3) as similarity,
from raw.similar
order by theme, position
