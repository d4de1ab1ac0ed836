-- one row per theme: the service that most of its messages that name one name
with counted as (
    select
        theme,
        service,
        count(*) as messages,
        sum(count(*)) over (partition by theme) as named,
    from facts
    where theme is not null and service is not null
    group by theme, service
)
select theme, service
from counted
qualify row_number() over (partition by theme order by messages desc, service) = 1
    and messages * 2 > named
