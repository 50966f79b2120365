-- Whose settled usage went to which change, over all time; usage of nobody known is left out.
select r.name as repository, k.sha, p.name as person
from (
  select u.change_id, u.person_id
  from {usage} u
  where u.settled and u.change_id > 0 and u.person_id > 0
  group by u.change_id, u.person_id
) s
  join change_keys k on k.change_id = s.change_id
  join repositories r on r.repository_id = k.repository_id
  join people p on p.person_id = s.person_id
order by r.name, k.sha, p.name
