-- one row per theme and remembered snapshot in which it was ranked, or had just left the queue
-- may be null: rank, messages, reach, calendar, model, corrections
-- points and adds are in the order of the parts of `moments`; the causes sum to the change of the score
-- from the moment before, in which a theme outside the queue counts 0
select
    'T' || theme as theme,
    position,
    title,
    rank,
    score,
    schools,
    points,
    adds,
    messages,
    reach,
    calendar,
    model,
    corrections,
from raw.rank_history as history
order by history.theme, position
