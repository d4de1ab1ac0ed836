-- ranks run from 1 without a gap and scores never rise along them
select rank, theme, score
from (
    select
        rank,
        theme,
        score,
        row_number() over (order by rank) as place,
        lag(score) over (order by rank) as above,
    from backlog
)
where rank <> place or score > above or score not between 0 and 100
limit 1
