-- one row per theme of the engine
select
    'T' || theme as theme,
    theme as number,
    title,
    keyphrases,
    direction,
    service,
    verdict,
    round(cohesion::double, 3) as cohesion,
    'T' || coarse as coarse,
    flags,
from raw.themes
