-- one row per landed message: the theme it was placed in and what was judged of it
select
    n,
    'T' || theme as theme,
    case when theme is not null and request is not null
        then 'T' || theme || '-' || request end as request,
    strength::double as strength,
    near_copy,
    verdict,
    severity::double as severity,
from raw.placed
