-- The whole and its sum by every cut: all rows say the same.
with base as (
  select u.day, u.tool_id, u.model_id, u.person_id, u.repository_id, u.cost_centre_id, u.fate, sum(u.calls) as calls, sum(u.cost_nano) as cost_nano
  from {usage} u
  where u.day >= $1 and u.day < $2
  group by u.day, u.tool_id, u.model_id, u.person_id, u.repository_id, u.cost_centre_id, u.fate
), parts as (
  select grouping(b.day, b.tool_id, b.model_id, b.person_id, b.repository_id, b.cost_centre_id, b.fate) as part, sum(b.calls) as calls, sum(b.cost_nano) as cost_nano
  from base b
  group by grouping sets ((), (b.day), (b.tool_id), (b.model_id), (b.person_id), (b.repository_id), (b.cost_centre_id), (b.fate))
)
select case p.part when 127 then 'total' when 63 then 'day' when 95 then 'tool' when 111 then 'model' when 119 then 'person'
    when 123 then 'repository' when 125 then 'cost centre' else 'fate' end as part,
  count(*) as groups, cast(coalesce(sum(p.calls), 0) as bigint) as calls, cast(coalesce(sum(p.cost_nano), 0) as bigint) as cost_nano
from parts p
group by p.part
order by p.part desc
