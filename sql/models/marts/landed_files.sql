-- one row per landed file that the snapshot has read
select path, source, month, rows, hash from raw.files order by path
