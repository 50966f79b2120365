-- One range of days of the rollup, from rows. The days were deleted before. In the order of days, so that a window reads its own part of the table.
insert into usage_day
select day, session_id, tool_id, model_id, person_id, repository_id, row_repository_id, ticket_id, cost_centre_id, team_id, change_id, fate, evidence,
  settled, autonomous, min(first_at), max(last_at),
  cast(sum(parts) as bigint), cast(sum(calls) as bigint), cast(sum(input) as bigint), cast(sum(cache_read) as bigint),
  cast(sum(cache_write_5m) as bigint), cast(sum(cache_write_1h) as bigint), cast(sum(output) as bigint), cast(sum(reasoning) as bigint),
  cast(sum(credits_nano) as bigint), cast(sum(cost_nano) as bigint), cast(sum(estimated_nano) as bigint), cast(sum(unpriced_parts) as bigint),
  cast(sum(unpriced_calls) as bigint), cast(sum(unpriced_tokens) as bigint)
from usage_parts
where day >= $1 and day <= $2
group by day, session_id, tool_id, model_id, person_id, repository_id, row_repository_id, ticket_id, cost_centre_id, team_id, change_id, fate, evidence,
  settled, autonomous
order by day
