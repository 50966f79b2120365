-- Which tool used which model in a window.
select t.name as tool, m.name as model
from (select distinct u.tool_id, u.model_id from usage_rows u where u.day >= $1 and u.day < $2) s
  join tools t on t.tool_id = s.tool_id
  join models m on m.model_id = s.model_id
order by t.name, m.name
