-- one row per theme and representative message, the best first
select
    'T' || quotes.theme as theme,
    quotes.position,
    messages.message_id,
from raw.quotes as quotes
join stg_landed__messages as messages using (n)
order by quotes.theme, quotes.position
