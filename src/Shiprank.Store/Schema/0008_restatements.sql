-- Whose cell was restated (empty: spend), and whether the figure had been final.
alter table restatements add column person text default '';
alter table restatements add column closed boolean default false;
