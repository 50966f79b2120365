-- Branches that usage was ever on.
select b.name
from branches b
where b.branch_id > 0
order by b.name
