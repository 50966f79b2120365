-- Usage of a window as charges are made of it, in the order of who pays, so that a centre's lines lie together: by day, tool, model, who pays for the person,
-- repository, ticket, and whether it was a run. Ids, not names: a month has millions of rows, and the store knows its names by heart.
select u.cost_centre_id, u.day, u.tool_id, u.model_id, u.repository_id, u.ticket_id, u.autonomous,
  cast(sum(u.input) as bigint) as input, cast(sum(u.cache_read) as bigint) as cache_read, cast(sum(u.cache_write_5m) as bigint) as cache_write_5m,
  cast(sum(u.cache_write_1h) as bigint) as cache_write_1h, cast(sum(u.output) as bigint) as output, cast(sum(u.reasoning) as bigint) as reasoning,
  cast(sum(u.credits_nano) as bigint) as credits_nano, cast(sum(u.cost_nano) as bigint) as cost_nano,
  cast(sum(u.estimated_nano) as bigint) as estimated_nano, cast(sum(u.unpriced_tokens) as bigint) as unpriced_tokens
from {usage} u
where u.day >= $1 and u.day < $2
group by u.cost_centre_id, u.day, u.tool_id, u.model_id, u.repository_id, u.ticket_id, u.autonomous
order by u.cost_centre_id, u.day, u.tool_id, u.model_id, u.repository_id, u.ticket_id, u.autonomous
