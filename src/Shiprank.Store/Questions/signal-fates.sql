-- What settled spend became, by person, by whether anybody sat before it, and by fate.
select u.person_id, u.autonomous, u.fate, cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
  cast(sum(u.parts - u.unpriced_parts) as bigint) as priced, cast(sum(u.cost_nano) as bigint) as cost_nano
from {usage} u
where u.settled and u.day >= $1 and u.day < $2 and u.person_id > 0
group by u.person_id, u.autonomous, u.fate
