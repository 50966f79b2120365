-- Calls of people, and of runs that name nobody, in no order: there may be millions, and whoever reads them sorts four bytes each.
select u.person_id, u.autonomous, u.tool_id, u.repository_id, u.ticket_id, u.occurred_at, u.input, u.cache_read, u.cache_write_5m, u.cache_write_1h, u.output,
  u.cost_nano is not null as priced, coalesce(u.cost_nano, 0) as cost_nano
from usage_rows u
where u.day >= $1 and u.day < $2 and u.batch_id > $3 and u.batch_id <= $4 and (u.person_id > 0 or u.autonomous)
  and (cast($5 as integer) is null or u.person_id = cast($5 as integer))
