-- Branches that usage was ever on: traces of runs and sessions name others, too.
select b.name
from branches b
where b.branch_id > 0 and b.branch_id in (select u.branch_id from usage_rows u)
order by b.name
