-- Everything in the ledger, settled or not, by UTC day, hour, tool and model: what a vendor's bill is compared with.
select s.day, s.hour, t.name as tool, m.name as model, s.calls, s.input, s.cache_read, s.cache_write_5m, s.cache_write_1h, s.output, s.reasoning, s.credits_nano, s.cost_nano, s.unpriced_tokens
from (
  select u.day, cast(extract(hour from u.occurred_at) as bigint) as hour, u.tool_id, u.model_id,
    cast(count(*) as bigint) as calls, cast(sum(u.input) as bigint) as input, cast(sum(u.cache_read) as bigint) as cache_read,
    cast(sum(u.cache_write_5m) as bigint) as cache_write_5m, cast(sum(u.cache_write_1h) as bigint) as cache_write_1h,
    cast(sum(u.output) as bigint) as output, cast(sum(u.reasoning) as bigint) as reasoning,
    cast(coalesce(sum(u.credits_nano), 0) as bigint) as credits_nano, cast(coalesce(sum(u.cost_nano), 0) as bigint) as cost_nano,
    cast(coalesce(sum(case when u.cost_nano is null then u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output else 0 end), 0) as bigint) as unpriced_tokens
  from usage_rows u
  where u.day >= $1 and u.day < $2
  group by u.day, extract(hour from u.occurred_at), u.tool_id, u.model_id
) s
  join tools t on t.tool_id = s.tool_id
  join models m on m.model_id = s.model_id
order by s.day, s.hour, t.name, m.name
