-- ISO weeks (by their Monday, UTC) in which a person has a settled response, over all time.
select p.name as person, s.monday
from (
  select u.person_id, week_of(u.day) as monday
  from {usage} u
  where u.settled and u.person_id > 0
  group by u.person_id, week_of(u.day)
) s
  join people p on p.person_id = s.person_id
order by s.person_id, s.monday
