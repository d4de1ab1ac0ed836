-- one row per day from the first message to the last: how busy the school year makes it
select day, weight from raw.days order by day
