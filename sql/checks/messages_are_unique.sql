-- a landed message is counted once: overlapping exports must not land one twice
select message_id, count(*)::int as times
from facts
group by message_id
having count(*) > 1
limit 1
