-- Settled spend of a window by ISO week (its Monday, UTC) and by all that it can be divided by. The empty person is nobody known, the empty team
-- none, the empty repository none, the empty sha no change.
select s.monday, p.name as person, g.name as team, t.name as tool, r.name as repository, m.name as model, s.fate, coalesce(k.sha, '') as sha,
  s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select week_of(u.day) as monday, u.person_id, u.team_id, u.tool_id, u.repository_id, u.model_id, u.fate, u.change_id,
    cast(sum(u.parts) as bigint) as parts, cast(sum(u.unpriced_parts) as bigint) as unpriced_parts, cast(sum(u.calls) as bigint) as calls,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.credits_nano) as bigint) as credits_nano,
    cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens, cast(sum(u.unpriced_calls) as bigint) as unpriced_calls
  from {usage} u
  where u.settled and u.day >= $1 and u.day < $2
  group by week_of(u.day), u.person_id, u.team_id, u.tool_id, u.repository_id, u.model_id, u.fate, u.change_id
) s
  join people p on p.person_id = s.person_id
  join teams g on g.team_id = s.team_id
  join tools t on t.tool_id = s.tool_id
  join repositories r on r.repository_id = s.repository_id
  join models m on m.model_id = s.model_id
  left join change_keys k on k.change_id = s.change_id
order by s.monday, p.name, g.name, t.name, r.name, m.name, s.fate, k.sha
