-- What one change cost, by session.
select t.name as tool, n.name as session, p.name as person, s.first_day, s.last_day, s.calls, s.output, s.cost_nano, s.unpriced_calls
from (
  select u.session_id, min(u.person_id) as person_id, min(u.day) as first_day, max(u.day) as last_day, cast(sum(u.calls) as bigint) as calls,
    cast(sum(u.output) as bigint) as output, cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.unpriced_calls) as bigint) as unpriced_calls
  from {usage} u
    join change_keys k on k.change_id = u.change_id
    join repositories r on r.repository_id = k.repository_id
  where r.name = $1 and k.sha = $2
  group by u.session_id
) s
  join sessions n on n.session_id = s.session_id
  join tools t on t.tool_id = n.tool_id
  join people p on p.person_id = s.person_id
order by s.cost_nano desc, s.session_id
