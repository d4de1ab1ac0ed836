-- one row per snapshot that this one remembers, oldest first; the last is the one that it goes on from
-- may be null: as_of
-- `position` rises with time and is never given twice in one line of snapshots
select * from raw.moments order by position
