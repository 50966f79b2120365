-- Settled spend of a window by the ticket that a row's source states and the branch that it was on (both may be empty), of one part of the
-- organisation; filters as scope-days. Branches are known of rows alone, so the parts of rows are summed here, as usage_parts has them.
select k.name as ticket, b.name as branch, s.last_at, s.parts, s.unpriced_parts, s.calls, s.tokens, s.cost_nano, s.credits_nano, s.unpriced_tokens, s.unpriced_calls
from (
  select p.ticket_id, p.branch_id, max(p.occurred_at) as last_at, cast(count(*) as bigint) as parts,
    cast(sum(p.unpriced) as bigint) as unpriced_parts, cast(sum(p.calls) as bigint) as calls, cast(sum(p.tokens) as bigint) as tokens,
    cast(sum(p.cost_nano) as bigint) as cost_nano, cast(sum(p.credits_nano) as bigint) as credits_nano,
    cast(sum(p.unpriced * p.tokens) as bigint) as unpriced_tokens, cast(sum(p.unpriced * p.calls) as bigint) as unpriced_calls
  from (
    select u.ticket_id, u.branch_id, u.occurred_at,
      case when u.cost_nano is null then 1 else 0 end as unpriced,
      case when f.part = 0 then 1 else 0 end as calls,
      case when f.part = 0
        then coalesce(f.input, u.input) + coalesce(f.cache_read, u.cache_read) + coalesce(f.cache_write_5m, u.cache_write_5m) + coalesce(f.cache_write_1h, u.cache_write_1h) + coalesce(f.output, u.output)
        else coalesce(f.input, 0) + coalesce(f.cache_read, 0) + coalesce(f.cache_write_5m, 0) + coalesce(f.cache_write_1h, 0) + coalesce(f.output, 0) end as tokens,
      coalesce(f.cost_nano, u.cost_nano, 0) as cost_nano,
      case when f.part = 0 then coalesce(f.credits_nano, u.credits_nano, 0) else coalesce(f.credits_nano, 0) end as credits_nano
    from usage_rows u
      join usage_fates f on f.day = u.day and f.session_id = u.session_id and f.row_key = u.row_key
      left join change_keys c on c.change_id = f.change_id
      left join cost_centre_spans o on o.person_id = u.person_id and u.day >= o.from_day and u.day < o.to_day
      left join team_spans g on g.person_id = u.person_id and u.day >= g.from_day and u.day < g.to_day
    where u.day >= $1 and u.day < $2
      and (cast($3 as text) is null or g.team_id = (select t.team_id from teams t where t.name = $3 and t.team_id > 0))
      and (cast($4 as text) is null or o.cost_centre_id = (select n.cost_centre_id from cost_centres n where n.name = $4 and n.cost_centre_id > 0))
      and (cast($5 as text) is null or u.tool_id = (select t.tool_id from tools t where t.name = $5))
      and (cast($6 as text) is null or coalesce(c.repository_id, f.repository_id, u.repository_id) = (select r.repository_id from repositories r where r.name = $6 and r.repository_id > 0))
  ) p
  group by p.ticket_id, p.branch_id
) s
  join tickets k on k.ticket_id = s.ticket_id
  join branches b on b.branch_id = s.branch_id
order by k.name, b.name
