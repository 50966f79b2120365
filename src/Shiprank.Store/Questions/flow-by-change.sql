-- What sessions brought to each change, over all time. A response counts (parts) for every change that has a part of it. The strongest link is
-- the least evidence.
select r.name as repository, k.sha, s.sessions, s.evidence, s.parts, s.unpriced_parts, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens
from (
  select x.change_id, count(*) as sessions, min(x.evidence) as evidence, cast(sum(x.parts) as bigint) as parts,
    cast(sum(x.unpriced_parts) as bigint) as unpriced_parts, cast(sum(x.tokens) as bigint) as tokens, cast(sum(x.cost_nano) as bigint) as cost_nano,
    cast(sum(x.credits_nano) as bigint) as credits_nano, cast(sum(x.unpriced_tokens) as bigint) as unpriced_tokens
  from (
    select u.change_id, u.session_id, min(u.evidence) as evidence, sum(u.parts) as parts, sum(u.unpriced_parts) as unpriced_parts,
      sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as tokens, sum(u.cost_nano) as cost_nano,
      sum(u.credits_nano) as credits_nano, sum(u.unpriced_tokens) as unpriced_tokens
    from {usage} u
    where u.settled and u.change_id > 0
    group by u.change_id, u.session_id
  ) x
  group by x.change_id
) s
  join change_keys k on k.change_id = s.change_id
  join repositories r on r.repository_id = k.repository_id
order by k.repository_id, k.sha
