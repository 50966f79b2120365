-- The moment of the newest settled row by agent (the tool).
select t.name as tool, s.last_at
from (
  select u.tool_id, max(u.last_at) as last_at
  from {usage} u
  where u.settled
  group by u.tool_id
) s
  join tools t on t.tool_id = s.tool_id
order by t.name
