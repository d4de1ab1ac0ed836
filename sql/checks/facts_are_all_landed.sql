-- every landed row is a fact, none is lost and none is made up
select landed.messages as landed, facts.messages as facts
from (select coalesce(sum(rows), 0)::int as messages from landed_files) as landed
cross join (select count(*)::int as messages from facts) as facts
where landed.messages <> facts.messages
