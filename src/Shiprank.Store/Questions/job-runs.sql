-- Settled spend of sessions without a human, by session and where it worked: repository (empty: none known), ticket that its source states, branch.
select t.name as tool, n.name as session, r.name as repository, k.name as ticket, b.name as branch, s.first_at, s.last_at,
  s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select u.session_id, f.repository_id, u.ticket_id, u.branch_id, min(u.occurred_at) as first_at, max(u.occurred_at) as last_at,
    cast(count(*) as bigint) as parts, cast(sum(case when u.cost_nano is null then 1 else 0 end) as bigint) as unpriced_parts, cast(count(*) as bigint) as calls,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(coalesce(u.cost_nano, 0)) as bigint) as cost_nano, cast(sum(coalesce(u.credits_nano, 0)) as bigint) as credits_nano,
    cast(sum(case when u.cost_nano is null then u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output else 0 end) as bigint) as unpriced_tokens,
    cast(sum(case when u.cost_nano is null then 1 else 0 end) as bigint) as unpriced_calls
  from usage_rows u
    join usage_fates f on f.day = u.day and f.session_id = u.session_id and f.row_key = u.row_key and f.part = 0
  where u.autonomous and u.day >= $1 and u.day < $2
  group by u.session_id, f.repository_id, u.ticket_id, u.branch_id
) s
  join sessions n on n.session_id = s.session_id
  join tools t on t.tool_id = n.tool_id
  join repositories r on r.repository_id = s.repository_id
  join tickets k on k.ticket_id = s.ticket_id
  join branches b on b.branch_id = s.branch_id
order by s.session_id, r.name, k.name, b.name
