-- Sessions that served a change ($1 the repository, $2 the sha), apart by person: a session is the person's of its first row.
select t.name as tool, n.name as session, p.name as person, s.evidence, s.first_at, s.last_at, s.parts, s.unpriced_parts, s.tokens, s.cost_nano, s.credits_nano
from (
  select u.session_id, u.person_id, min(u.evidence) as evidence, min(u.first_at) as first_at, max(u.last_at) as last_at,
    cast(sum(u.parts) as bigint) as parts, cast(sum(u.unpriced_parts) as bigint) as unpriced_parts,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(u.cost_nano) as bigint) as cost_nano, cast(sum(u.credits_nano) as bigint) as credits_nano
  from {usage} u
  where u.settled and u.change_id = (select k.change_id from change_keys k join repositories r on r.repository_id = k.repository_id where r.name = $1 and k.sha = $2)
  group by u.session_id, u.person_id
) s
  join sessions n on n.session_id = s.session_id
  join tools t on t.tool_id = n.tool_id
  join people p on p.person_id = s.person_id
order by s.session_id, s.first_at, s.person_id
