-- What drives the settled spend of a window: by tool and repository that it went to. Filters as scope-days.
select t.name as tool, r.name as repository, s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select u.tool_id, u.repository_id,
    cast(sum(u.parts) as bigint) as parts, cast(sum(u.unpriced_parts) as bigint) as unpriced_parts, cast(sum(u.calls) as bigint) as calls,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.credits_nano) as bigint) as credits_nano,
    cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens, cast(sum(u.unpriced_calls) as bigint) as unpriced_calls
  from {usage} u
  where u.settled and u.day >= $1 and u.day < $2
    and (cast($3 as text) is null or u.team_id = (select t.team_id from teams t where t.name = $3 and t.team_id > 0))
    and (cast($4 as text) is null or u.cost_centre_id = (select c.cost_centre_id from cost_centres c where c.name = $4 and c.cost_centre_id > 0))
    and (cast($5 as text) is null or u.tool_id = (select t.tool_id from tools t where t.name = $5))
    and (cast($6 as text) is null or u.repository_id = (select r.repository_id from repositories r where r.name = $6 and r.repository_id > 0))
  group by u.tool_id, u.repository_id
) s
  join tools t on t.tool_id = s.tool_id
  join repositories r on r.repository_id = s.repository_id
order by s.cost_nano desc, t.name, r.name
