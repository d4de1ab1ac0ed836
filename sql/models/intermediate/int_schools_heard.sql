-- one row per school that wrote and is not in the directory, with its commonest district
with counted as (
    select school, district, count(*) as messages
    from stg_landed__messages
    where school is not null
        and school not in (select school from stg_directory__schools)
    group by school, district
)
select school, school as number, district
from counted
qualify row_number() over (
    partition by school order by messages desc, district nulls last
) = 1
