-- Credits of a window by person, who pays for the person, and tool, with all that the tool cost there: for allowances, which are a person's.
select p.name as person, c.name as cost_centre, t.name as tool, s.credits_nano, s.cost_nano
from (
  select u.person_id, u.cost_centre_id, u.tool_id, cast(sum(u.credits_nano) as bigint) as credits_nano, cast(sum(u.cost_nano) as bigint) as cost_nano
  from {usage} u
  where u.day >= $1 and u.day < $2
  group by u.person_id, u.cost_centre_id, u.tool_id
  having sum(u.credits_nano) > 0
) s
  join people p on p.person_id = s.person_id
  join cost_centres c on c.cost_centre_id = s.cost_centre_id
  join tools t on t.tool_id = s.tool_id
order by p.name, c.name, t.name
