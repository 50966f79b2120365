-- First and last day with usage; no row without any.
select min(u.day) as first_day, max(u.day) as last_day
from {usage} u
having count(*) > 0
