-- Every run that did something in the window, whole, by UTC day and all that tells its entries apart. Action -1: no rule fired.
select e.run, e.kind, e.place, e.autonomous, coalesce(e.action, cast(-1 as smallint)) as action, e.reason, e.rule, e.job, e.ticket_counts, e.exit_code,
  t.name as tool, coalesce(n.name, '') as session, p.name as person, k.name as ticket, r.name as repository, b.name as branch, e.first_at, e.last_at,
  e.entries, e.unpriced_entries, e.tokens, e.cost_nano, e.new_files
from (
  select c.run, c.kind, c.place, c.autonomous, c.action, c.reason, c.rule, c.job, c.ticket_counts, c.exit_code, c.tool_id, c.session_id, c.person_id, c.ticket_id, c.repository_id, c.branch_id,
    min(c.occurred_at) as first_at, max(coalesce(c.ended_at, c.occurred_at)) as last_at,
    cast(count(*) as bigint) as entries, cast(sum(case when c.cost_nano is null then 1 else 0 end) as bigint) as unpriced_entries,
    cast(sum(c.input + c.cache_read + c.cache_write_5m + c.cache_write_1h + c.output) as bigint) as tokens,
    cast(sum(coalesce(c.cost_nano, 0)) as bigint) as cost_nano, cast(sum(c.new_files) as bigint) as new_files
  from cap_events c
  where c.run in (select w.run from cap_events w where w.day >= $1 and w.day < $2)
  group by c.day, c.run, c.kind, c.place, c.autonomous, c.action, c.reason, c.rule, c.job, c.ticket_counts, c.exit_code, c.tool_id, c.session_id, c.person_id, c.ticket_id, c.repository_id, c.branch_id
) e
  join tools t on t.tool_id = e.tool_id
  join people p on p.person_id = e.person_id
  join tickets k on k.ticket_id = e.ticket_id
  join repositories r on r.repository_id = e.repository_id
  join branches b on b.branch_id = e.branch_id
  left join sessions n on n.session_id = e.session_id
order by e.run, e.first_at, e.kind, e.place, e.rule, e.reason, e.action, e.job, k.name, r.name, b.name, t.name, n.name, p.name, e.autonomous, e.ticket_counts, e.exit_code
