-- What the ledger of usage holds for sessions of runs that did something in the window: the cost of runs that no gateway saw.
select t.name as tool, n.name as session, u.calls, u.tokens, u.cost_nano, u.estimated_nano, u.unpriced_calls
from (
  select r.session_id, cast(count(*) as bigint) as calls,
    cast(sum(r.input + r.cache_read + r.cache_write_5m + r.cache_write_1h + r.output) as bigint) as tokens,
    cast(sum(case when r.quality = 2 then 0 else coalesce(r.cost_nano, 0) end) as bigint) as cost_nano,
    cast(sum(case when r.quality = 2 then coalesce(r.cost_nano, 0) else 0 end) as bigint) as estimated_nano,
    cast(sum(case when r.cost_nano is null then 1 else 0 end) as bigint) as unpriced_calls
  from usage_rows r
  where r.session_id in (select c.session_id from cap_events c where c.session_id > 0 and c.run in (select w.run from cap_events w where w.day >= $1 and w.day < $2))
  group by r.session_id
) u
  join sessions n on n.session_id = u.session_id
  join tools t on t.tool_id = n.tool_id
order by t.name, n.name
