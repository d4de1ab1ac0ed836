-- one row per verdict and one for all together: how well it is told of messages not learnt from
-- may be null: precision, recall, cues_precision, cues_recall
-- null where people decided too few; `cues_…` are those of the seed cues alone; for all: accuracy
select
    verdict as told,
    examples,
    round(precision, 3) as precision,
    round(recall, 3) as recall,
    round(cues_precision, 3) as cues_precision,
    round(cues_recall, 3) as cues_recall,
from raw.verdict_quality
order by rowid
