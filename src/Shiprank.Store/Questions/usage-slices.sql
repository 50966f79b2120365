-- Usage of a window by all that prices tell apart: team on the day, tool, model, service tier, size of the prompt, whether the log states the cost, whether
-- there are credits and a price. $3 to $10: from how many prompt tokens on (strictly more) a size begins, in rising order; $11: by hour of the day (UTC), too.
-- The size is 0 for rows that sum several requests.
select g.name as team, t.name as tool, m.name as model, v.name as tier, s.size, s.hour, s.stated, s.credited, s.priced,
  s.responses, s.input, s.cache_read, s.cache_write_5m, s.cache_write_1h, s.output, s.credits_nano, s.cost_nano
from (
  select p.team_id, p.tool_id, p.model_id, p.tier_id, p.size, p.hour, p.stated, p.credited, p.priced,
    count(*) as responses, cast(sum(p.input) as bigint) as input, cast(sum(p.cache_read) as bigint) as cache_read,
    cast(sum(p.cache_write_5m) as bigint) as cache_write_5m, cast(sum(p.cache_write_1h) as bigint) as cache_write_1h,
    cast(sum(p.output) as bigint) as output, cast(sum(p.credits_nano) as bigint) as credits_nano, cast(sum(p.cost_nano) as bigint) as cost_nano
  from (
    select coalesce(d.team_id, 0) as team_id, u.tool_id, u.model_id, u.tier_id,
      cast(case when u.quality <> 0 then 0 else
        case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $3 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $4 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $5 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $6 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $7 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $8 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $9 then 1 else 0 end
        + case when u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h > $10 then 1 else 0 end end as smallint) as size,
      cast(case when $11 then extract(hour from u.occurred_at) else 12 end as smallint) as hour,
      coalesce(u.reported_nano, 0) > 0 as stated, u.credits_nano is not null as credited, u.cost_nano is not null as priced,
      u.input, u.cache_read, u.cache_write_5m, u.cache_write_1h, u.output, coalesce(u.credits_nano, 0) as credits_nano, coalesce(u.cost_nano, 0) as cost_nano
    from usage_rows u
      left join team_spans d on d.person_id = u.person_id and u.day >= d.from_day and u.day < d.to_day
    where u.day >= $1 and u.day < $2
  ) p
  group by p.team_id, p.tool_id, p.model_id, p.tier_id, p.size, p.hour, p.stated, p.credited, p.priced
) s
  join teams g on g.team_id = s.team_id
  join tools t on t.tool_id = s.tool_id
  join models m on m.model_id = s.model_id
  join tiers v on v.tier_id = s.tier_id
order by g.name, t.name, m.name, v.name, s.size, s.hour, s.stated, s.credited, s.priced
