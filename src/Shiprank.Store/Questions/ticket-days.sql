-- Settled spend of a window on one ticket, by UTC day, tool and repository that the session worked in: rows whose source states the ticket ($3, upper
-- case), and rows on branches that name it ($4: their names, a line feed before and after each).
select s.day, t.name as tool, r.name as repository, s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select u.day, u.tool_id, f.repository_id,
    cast(count(*) as bigint) as parts, cast(sum(case when u.cost_nano is null then 1 else 0 end) as bigint) as unpriced_parts, cast(count(*) as bigint) as calls,
    cast(sum(u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output) as bigint) as tokens,
    cast(sum(coalesce(u.cost_nano, 0)) as bigint) as cost_nano, cast(sum(coalesce(u.credits_nano, 0)) as bigint) as credits_nano,
    cast(sum(case when u.cost_nano is null then u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output else 0 end) as bigint) as unpriced_tokens,
    cast(sum(case when u.cost_nano is null then 1 else 0 end) as bigint) as unpriced_calls
  from usage_rows u
    join usage_fates f on f.day = u.day and f.session_id = u.session_id and f.row_key = u.row_key and f.part = 0
  where u.day >= $1 and u.day < $2
    and (u.ticket_id in (select k.ticket_id from tickets k where upper(k.name) = cast($3 as text) and k.ticket_id > 0)
      or u.branch_id in (select b.branch_id from branches b where b.branch_id > 0 and position(chr(10) || b.name || chr(10) in cast($4 as text)) > 0))
  group by u.day, u.tool_id, f.repository_id
) s
  join tools t on t.tool_id = s.tool_id
  join repositories r on r.repository_id = s.repository_id
order by s.day, t.name, r.name
