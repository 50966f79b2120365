-- Every line of a month's charges: $1 its first day.
select l.day, l.kind, c.name as cost_centre, i.name as issuer, t.name as tool, m.name as model, r.name as repository, k.name as ticket, x.name as rule,
  l.input, l.cache_read, l.cache_write_5m, l.cache_write_1h, l.output, l.reasoning, l.credits_nano, l.cost_nano, l.estimated_nano, l.unpriced_tokens
from charge_lines l
  join cost_centres c on c.cost_centre_id = l.cost_centre_id
  join issuers i on i.issuer_id = l.issuer_id
  join tools t on t.tool_id = l.tool_id
  join models m on m.model_id = l.model_id
  join repositories r on r.repository_id = l.repository_id
  join tickets k on k.ticket_id = l.ticket_id
  join charge_rules x on x.rule_id = l.rule_id
where l.month = $1
