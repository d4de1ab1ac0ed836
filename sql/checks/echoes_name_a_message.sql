-- what a message says again was said first by a message that is no echo itself
select facts.message_id
from facts
left join facts as first on hash(first.message_id) = facts.echo and first.echo is null
where facts.echo is not null and first.message_id is null
limit 1
