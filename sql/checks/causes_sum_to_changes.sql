-- causes of a change sum to it in hundredths
select theme, score, score_before, messages, reach, calendar, model, corrections
from rank_changes
where messages is not null and
    round(100 * (messages + reach + calendar + model + corrections))
    <> round(100 * (score - score_before))
limit 1
