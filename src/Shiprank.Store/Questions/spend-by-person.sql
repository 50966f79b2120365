-- Spend of a window by person; the empty name is nobody known.
select n.name, s.*
from (
  select u.person_id,
    cast(sum(u.calls) as bigint) as calls, cast(sum(u.input) as bigint) as input, cast(sum(u.cache_read) as bigint) as cache_read,
    cast(sum(u.cache_write_5m) as bigint) as cache_write_5m, cast(sum(u.cache_write_1h) as bigint) as cache_write_1h,
    cast(sum(u.output) as bigint) as output, cast(sum(u.reasoning) as bigint) as reasoning, cast(sum(u.credits_nano) as bigint) as credits_nano,
    cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.estimated_nano) as bigint) as estimated_nano,
    cast(sum(u.unpriced_calls) as bigint) as unpriced_calls, cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens
  from {usage} u
  where u.day >= $1 and u.day < $2
  group by u.person_id
) s join people n on n.person_id = s.person_id
order by s.cost_nano desc, n.name
