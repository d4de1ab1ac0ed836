-- one row per school of the directory
select
    trim(school) as school,
    coalesce(nullif(trim(number), ''), trim(school)) as number,
    nullif(trim(name), '') as name,
    nullif(trim(district), '') as district,
    try_cast(pupils as int) as pupils,
    try_cast(teachers as int) as teachers,
from raw.directory
where trim(school) <> ''
qualify row_number() over (partition by trim(school) order by name, district) = 1
