-- Settled spend of a window by person, UTC day, whether a human sat before the session, and fate; usage of nobody known is left out.
select p.name as person, s.day, s.autonomous, s.fate, s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select u.person_id, u.day, u.autonomous, u.fate,
    cast(sum(u.parts) as bigint) as parts, cast(sum(u.unpriced_parts) as bigint) as unpriced_parts, cast(sum(u.calls) as bigint) as calls,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.credits_nano) as bigint) as credits_nano,
    cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens, cast(sum(u.unpriced_calls) as bigint) as unpriced_calls
  from {usage} u
  where u.settled and u.day >= $1 and u.day < $2 and u.person_id > 0
  group by u.person_id, u.day, u.autonomous, u.fate
) s
  join (select n.person_id, n.name, row_number() over (order by n.name) as place from people n) p on p.person_id = s.person_id
order by p.place, s.day, s.autonomous, s.fate
