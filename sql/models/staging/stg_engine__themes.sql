-- one row per theme of the engine
select
    'T' || theme as theme,
    theme as number,
    title,
    keyphrases,
    cohesion::double as cohesion,
    'T' || coarse as coarse,
    flags,
from raw.themes
