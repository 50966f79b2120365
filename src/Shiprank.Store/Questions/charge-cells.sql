-- Usage of a window as charges are made of it, in the order of who pays, so that a centre's lines lie together: by day, tool, model, who pays for the person, repository, ticket, and whether it was a run.
select s.day, t.name as tool, m.name as model, c.name as cost_centre, r.name as repository, k.name as ticket, s.autonomous,
  s.input, s.cache_read, s.cache_write_5m, s.cache_write_1h, s.output, s.reasoning, s.credits_nano, s.cost_nano, s.estimated_nano, s.unpriced_tokens
from (
  select u.day, u.tool_id, u.model_id, u.cost_centre_id, u.repository_id, u.ticket_id, u.autonomous,
    cast(sum(u.input) as bigint) as input, cast(sum(u.cache_read) as bigint) as cache_read, cast(sum(u.cache_write_5m) as bigint) as cache_write_5m,
    cast(sum(u.cache_write_1h) as bigint) as cache_write_1h, cast(sum(u.output) as bigint) as output, cast(sum(u.reasoning) as bigint) as reasoning,
    cast(sum(u.credits_nano) as bigint) as credits_nano, cast(sum(u.cost_nano) as bigint) as cost_nano,
    cast(sum(u.estimated_nano) as bigint) as estimated_nano, cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens
  from {usage} u
  where u.day >= $1 and u.day < $2
  group by u.day, u.tool_id, u.model_id, u.cost_centre_id, u.repository_id, u.ticket_id, u.autonomous
) s
  join tools t on t.tool_id = s.tool_id
  join models m on m.model_id = s.model_id
  join cost_centres c on c.cost_centre_id = s.cost_centre_id
  join repositories r on r.repository_id = s.repository_id
  join tickets k on k.ticket_id = s.ticket_id
order by s.cost_centre_id, s.day, s.tool_id, s.model_id, s.repository_id, s.ticket_id, s.autonomous
