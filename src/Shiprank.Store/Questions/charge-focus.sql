-- A month's charges as they are exported: $1 its first day. Lines that count, repositories together, each in its place whenever it is asked.
select l.day, l.kind, c.name as cost_centre, i.name as issuer, t.name as tool, m.name as model, k.name as ticket, x.name as rule,
  l.input, l.cache_read, l.cache_write_5m, l.cache_write_1h, l.output, l.reasoning, l.credits_nano, l.cost_nano, l.estimated_nano, l.unpriced_tokens
from (
  select l.day, l.kind, l.cost_centre_id, l.issuer_id, l.tool_id, l.model_id, l.ticket_id, l.rule_id,
    cast(sum(l.input) as bigint) as input, cast(sum(l.cache_read) as bigint) as cache_read, cast(sum(l.cache_write_5m) as bigint) as cache_write_5m,
    cast(sum(l.cache_write_1h) as bigint) as cache_write_1h, cast(sum(l.output) as bigint) as output, cast(sum(l.reasoning) as bigint) as reasoning,
    cast(sum(l.credits_nano) as bigint) as credits_nano, cast(sum(l.cost_nano) as bigint) as cost_nano,
    cast(sum(l.estimated_nano) as bigint) as estimated_nano, cast(sum(l.unpriced_tokens) as bigint) as unpriced_tokens
  from charge_lines l
  where l.month = $1 and l.kind <> 1
  group by l.day, l.kind, l.cost_centre_id, l.issuer_id, l.tool_id, l.model_id, l.ticket_id, l.rule_id
) l
  join cost_centres c on c.cost_centre_id = l.cost_centre_id
  join issuers i on i.issuer_id = l.issuer_id
  join tools t on t.tool_id = l.tool_id
  join models m on m.model_id = l.model_id
  join tickets k on k.ticket_id = l.ticket_id
  join charge_rules x on x.rule_id = l.rule_id
order by l.day, c.name, l.kind, i.name, t.name, m.name, k.name, x.name
