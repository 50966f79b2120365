-- Spend of a window by what it became; changes counts those that took part, fate 7 is unattributed.
select s.fate, count(distinct nullif(s.change_id, 0)) as changes, cast(sum(s.calls) as bigint) as calls,
  cast(sum(s.cost_nano) as bigint) as cost_nano, cast(sum(s.unpriced_calls) as bigint) as unpriced_calls
from (
  select u.fate, u.change_id, sum(u.calls) as calls, sum(u.cost_nano) as cost_nano, sum(u.unpriced_calls) as unpriced_calls
  from {usage} u
  where u.day >= $1 and u.day < $2
  group by u.fate, u.change_id
) s
group by s.fate
order by s.fate
