-- Which changes and sessions the usage of a person's cost centre went to: $1, $2 the window, $3 the centre. The empty sha is no change.
select r.name as repository, coalesce(k.sha, '') as sha, s.fate, s.sessions, s.cost_nano
from (
  select u.repository_id, u.change_id, u.fate, count(distinct u.session_id) as sessions, cast(sum(u.cost_nano) as bigint) as cost_nano
  from {usage} u
    join cost_centres c on c.cost_centre_id = u.cost_centre_id
  where u.day >= $1 and u.day < $2 and c.name = $3
  group by u.repository_id, u.change_id, u.fate
) s
  join repositories r on r.repository_id = s.repository_id
  left join change_keys k on k.change_id = s.change_id
order by s.cost_nano desc, r.name, k.sha
