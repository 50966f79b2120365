-- Sessions of a person ($3) with settled usage in the window, by the repository that they worked in (empty: none) and fate.
select t.name as tool, n.name as session, r.name as repository, s.fate, s.first_day, s.last_day, s.autonomous, s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select u.session_id, u.row_repository_id, u.fate, min(u.day) as first_day, max(u.day) as last_day, bool_or(u.autonomous) as autonomous,
    cast(sum(u.parts) as bigint) as parts, cast(sum(u.unpriced_parts) as bigint) as unpriced_parts, cast(sum(u.calls) as bigint) as calls,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.credits_nano) as bigint) as credits_nano,
    cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens, cast(sum(u.unpriced_calls) as bigint) as unpriced_calls
  from {usage} u
  where u.settled and u.day >= $1 and u.day < $2
    and u.person_id = (select p.person_id from people p where p.name = $3 and p.person_id > 0)
  group by u.session_id, u.row_repository_id, u.fate
) s
  join sessions n on n.session_id = s.session_id
  join tools t on t.tool_id = n.tool_id
  join repositories r on r.repository_id = s.row_repository_id
order by s.session_id, s.fate, s.row_repository_id
