-- How far usage and marks of prompts go.
select coalesce((select max(b.batch_id) from batches b), 0) as batch_id, coalesce((select max(p.number) from prompt_marks p), 0) as number
