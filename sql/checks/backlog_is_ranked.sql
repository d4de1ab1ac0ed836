-- scores never rise along the list, and a rank is one more than the themes of higher scores
select position, rank, theme, score
from (
    select
        position,
        rank,
        theme,
        score,
        row_number() over (order by position) as place,
        rank() over (order by score desc) as fair,
        lag(score) over (order by position) as above,
    from backlog
)
where position <> place or rank <> fair or score > above or score not between 0 and 100
limit 1
