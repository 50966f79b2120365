-- Sessions that repeated themselves, with what they cost.
select c.person_id, coalesce(u.autonomous, false) as autonomous, s.tool_id, coalesce(u.repository_id, 0) as repository_id, coalesce(u.ticket_id, 0) as ticket_id, t.name as tool, s.name as session,
  c.first_at, c.last_at, c.calls, c.commonest, c.longest_run, c.errors, c.retries, c.nothing_new, coalesce(u.priced, 0) as priced, coalesce(u.cost_nano, 0) as cost_nano
from session_calls c
  join sessions s on s.session_id = c.session_id
  join tools t on t.tool_id = s.tool_id
  left join (
    select r.session_id, bool_or(r.autonomous) as autonomous, max(r.repository_id) as repository_id, max(r.ticket_id) as ticket_id,
      cast(sum(case when r.cost_nano is null then 0 else 1 end) as bigint) as priced, cast(sum(coalesce(r.cost_nano, 0)) as bigint) as cost_nano
    from usage_rows r
    where r.session_id in (select w.session_id from session_calls w where w.day >= $1 and w.day < $2 and (w.longest_run >= $3 or w.retries >= $4 or w.nothing_new >= $5))
    group by r.session_id
  ) u on u.session_id = c.session_id
where c.day >= $1 and c.day < $2 and (c.longest_run >= $3 or c.retries >= $4 or c.nothing_new >= $5)
order by c.calls desc, c.first_at, t.name, s.name
