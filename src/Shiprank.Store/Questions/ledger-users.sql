-- Who has usage of which tool and model in a window, settled or not; usage of nobody known is left out.
select p.name as person, t.name as tool, m.name as model
from (
  select u.person_id, u.tool_id, u.model_id
  from {usage} u
  where u.day >= $1 and u.day < $2 and u.person_id > 0
  group by u.person_id, u.tool_id, u.model_id
) s
  join people p on p.person_id = s.person_id
  join tools t on t.tool_id = s.tool_id
  join models m on m.model_id = s.model_id
order by p.name, t.name, m.name
