-- The 50 dearest sessions of a window.
select t.name as tool, n.name as session, p.name as person, s.first_day, s.last_day, s.autonomous, s.calls, s.cost_nano
from (
  select u.session_id, min(u.person_id) as person_id, min(u.day) as first_day, max(u.day) as last_day, bool_or(u.autonomous) as autonomous,
    cast(sum(u.calls) as bigint) as calls, cast(sum(u.cost_nano) as bigint) as cost_nano
  from {usage} u
  where u.day >= $1 and u.day < $2
  group by u.session_id
  order by cost_nano desc, u.session_id
  limit 50
) s
  join sessions n on n.session_id = s.session_id
  join tools t on t.tool_id = n.tool_id
  join people p on p.person_id = s.person_id
order by s.cost_nano desc, s.session_id
