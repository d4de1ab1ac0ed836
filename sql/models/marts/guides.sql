-- one row per methodical theme: a guide to write, by messages of twelve weeks per hundred schools
-- may be null: rank_low, rank_high, effort_measure
select * exclude (queue)
from raw.scores
where queue = 'guides'
order by position
