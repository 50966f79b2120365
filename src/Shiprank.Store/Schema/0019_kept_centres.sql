-- Who paid for a session's day whose person was forgotten since: books that are closed stay right without anybody's name.
create table kept_centres (day date not null, session_id bigint not null, cost_centre_id integer not null);

-- As before, with the kept centre where the row has no person any more.
drop view usage_parts;
create view usage_parts as
select u.day, u.session_id, u.tool_id, u.model_id, u.person_id,
  coalesce(k.repository_id, f.repository_id, u.repository_id) as repository_id,
  coalesce(f.repository_id, u.repository_id) as row_repository_id,
  u.ticket_id,
  coalesce(c.cost_centre_id, h.cost_centre_id, 0) as cost_centre_id,
  coalesce(t.team_id, 0) as team_id,
  coalesce(f.change_id, 0) as change_id,
  coalesce(f.fate, cast(7 as smallint)) as fate,
  coalesce(f.evidence, cast(4 as smallint)) as evidence,
  f.row_key is not null as settled,
  u.autonomous,
  u.occurred_at as first_at,
  u.occurred_at as last_at,
  cast(1 as bigint) as parts,
  case when coalesce(f.part, 0) = 0 then cast(1 as bigint) else 0 end as calls,
  case when coalesce(f.part, 0) = 0 then coalesce(f.input, u.input) else coalesce(f.input, 0) end as input,
  case when coalesce(f.part, 0) = 0 then coalesce(f.cache_read, u.cache_read) else coalesce(f.cache_read, 0) end as cache_read,
  case when coalesce(f.part, 0) = 0 then coalesce(f.cache_write_5m, u.cache_write_5m) else coalesce(f.cache_write_5m, 0) end as cache_write_5m,
  case when coalesce(f.part, 0) = 0 then coalesce(f.cache_write_1h, u.cache_write_1h) else coalesce(f.cache_write_1h, 0) end as cache_write_1h,
  case when coalesce(f.part, 0) = 0 then coalesce(f.output, u.output) else coalesce(f.output, 0) end as output,
  case when coalesce(f.part, 0) = 0 then coalesce(f.reasoning, u.reasoning) else coalesce(f.reasoning, 0) end as reasoning,
  case when coalesce(f.part, 0) = 0 then coalesce(f.credits_nano, u.credits_nano, 0) else coalesce(f.credits_nano, 0) end as credits_nano,
  coalesce(f.cost_nano, u.cost_nano, 0) as cost_nano,
  case when u.quality = 2 then coalesce(f.cost_nano, u.cost_nano, 0) else 0 end as estimated_nano,
  case when u.cost_nano is null then cast(1 as bigint) else 0 end as unpriced_parts,
  case when u.cost_nano is null and coalesce(f.part, 0) = 0 then cast(1 as bigint) else 0 end as unpriced_calls,
  case when u.cost_nano is not null then 0
    when coalesce(f.part, 0) = 0
      then coalesce(f.input, u.input) + coalesce(f.cache_read, u.cache_read) + coalesce(f.cache_write_5m, u.cache_write_5m)
        + coalesce(f.cache_write_1h, u.cache_write_1h) + coalesce(f.output, u.output)
    else coalesce(f.input, 0) + coalesce(f.cache_read, 0) + coalesce(f.cache_write_5m, 0) + coalesce(f.cache_write_1h, 0) + coalesce(f.output, 0)
    end as unpriced_tokens
from usage_rows u
  left join usage_fates f on f.day = u.day and f.session_id = u.session_id and f.row_key = u.row_key
  left join change_keys k on k.change_id = f.change_id
  left join cost_centre_spans c on c.person_id = u.person_id and u.day >= c.from_day and u.day < c.to_day
  left join team_spans t on t.person_id = u.person_id and u.day >= t.from_day and u.day < t.to_day
  left join kept_centres h on h.day = u.day and h.session_id = u.session_id;
