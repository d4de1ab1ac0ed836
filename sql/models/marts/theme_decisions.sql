-- one row per decision that stands; it holds, or waits for messages and themes that are not there
-- may be null: theme
-- `theme` is the one it is about; of a split without a goal the new one that it was given
select
    seq,
    kind,
    'T' || theme as theme,
    holds,
from raw.decisions
order by seq, theme
