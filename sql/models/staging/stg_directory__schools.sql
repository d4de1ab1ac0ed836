-- one row per school of the directory
select
    number::varchar as school,
    number::varchar as number,
    nullif(trim(name), '') as name,
    nullif(trim(district), '') as district,
    try_cast(pupils as int) as pupils,
    try_cast(teachers as int) as teachers,
from raw.directory
where number is not null
