-- What each known person used of a tool ($3) in a window, in nano-USD, the least first; no names: it is for counting.
select cast(sum(u.cost_nano) as bigint) as cost_nano
from usage_rows u
where u.day >= $1 and u.day < $2 and u.person_id > 0 and u.cost_nano is not null
  and u.tool_id = (select t.tool_id from tools t where t.name = $3)
group by u.person_id
order by cost_nano
