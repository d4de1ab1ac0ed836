-- verdicts, families, roles, districts and services are those of the contract
select verdict, family, role, district, service
from facts
where verdict not in (select unnest(verdict) from raw.lists)
    or family not in (select unnest(family) from raw.lists)
    or role not in (select unnest(role) from raw.lists)
    or district not in (select unnest(district) from raw.lists)
    or service not in (select unnest(service) from raw.lists)
limit 1
