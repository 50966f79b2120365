-- How many marks each person has: one that was deleted since shows as another count.
select p.person_id, cast(count(*) as bigint) as prompts
from prompt_marks p
where p.day >= $1 and p.day < $2 and p.number <= $3
group by p.person_id
