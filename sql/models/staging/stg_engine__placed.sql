-- one row per landed message: the theme it was placed in and what was judged of it
select
    n,
    'T' || theme as theme,
    case when theme is not null and request is not null
        then 'T' || theme || '-' || request end as request,
    round(strength::double, 3) as strength,
    near_copy,
    verdict,
    round(probability::double, 2) as verdict_probability,
    round(severity::double, 3) as severity,
    service,
    because,
from raw.placed
