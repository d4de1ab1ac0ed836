-- one row per ranked theme; equal scores share a rank, `position` is its place in the list
-- may be null: rank_low, rank_high, effort_measure
select * exclude (queue)
from raw.scores
where queue = 'requests'
order by position
