-- Marks of prompts in the order in which they came, with whether anybody sat before the session.
select p.number, p.person_id, coalesce(s.autonomous, false) as autonomous, p.marked_at, p.letters, p.bands
from prompt_marks p
  left join (select u.session_id, bool_or(u.autonomous) as autonomous from {usage} u where u.day >= $1 and u.day < $2 group by u.session_id) s on s.session_id = p.session_id
where p.day >= $1 and p.day < $2 and p.number > $3
order by p.number
