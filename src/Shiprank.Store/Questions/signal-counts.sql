-- How many calls each subject has: a row that was replaced or taken away since shows as another count.
select u.person_id, u.autonomous, case when u.person_id > 0 then 0 else u.tool_id end as tool_id, case when u.person_id > 0 then 0 else u.repository_id end as repository_id,
  case when u.person_id > 0 then 0 else u.ticket_id end as ticket_id, cast(count(*) as bigint) as calls
from usage_rows u
where u.day >= $1 and u.day < $2 and u.batch_id <= $3 and (u.person_id > 0 or u.autonomous)
group by 1, 2, 3, 4, 5
