-- one row per theme of the engine
select
    'T' || theme as theme,
    theme as number,
    title,
    keyphrases,
    direction,
    service,
    verdict,
    round(verdict_share::double, 3) as verdict_share,
    verdict_second,
    verdict_words,
    round(cohesion::double, 3) as cohesion,
    'T' || coarse as coarse,
    flags,
from raw.themes
