-- every fact is a voice of the same theme: what is scored is what was landed
select facts.theme, facts.messages, voices.messages as voices
from (
    select coalesce(theme[2:]::int, 0) as theme, count(*)::int as messages
    from facts
    group by all
) as facts
full join (select theme, count(*)::int as messages from voices group by theme) as voices
    on voices.theme = facts.theme
where facts.messages is distinct from voices.messages
limit 1
