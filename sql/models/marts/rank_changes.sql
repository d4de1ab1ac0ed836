-- one row per theme in the queue of this snapshot or the one before: what moved its score between
-- may be null: rank, rank_before, messages, reach, calendar, model, corrections
-- a theme outside the queue counts 0; causes sum to the difference, or are null where none can be told
select
    'T' || changes.theme as theme,
    scores.rank,
    coalesce(scores.score, 0)::double as score,
    changes.rank_before,
    changes.score_before,
    changes.messages,
    changes.reach,
    changes.calendar,
    changes.model,
    changes.corrections,
from raw.rank_changes as changes
left join raw.scores as scores
    on scores.theme = 'T' || changes.theme and scores.queue = 'requests'
order by changes.theme
