-- Pages are answered from the last run as it was published: the score as it was stated, and every part of every row with all that is known of it.
create table teams (team_id integer primary key, name text not null);
insert into teams values (0, '');

-- Which team has a person's day, as cost_centre_spans says who pays.
create table team_spans (person_id integer not null, from_day date not null, to_day date not null, team_id integer not null);

-- Evidence: how the session is known to belong to the change, 4 none. repository_id: the row's own, resolved. Part 0 is the one that the
-- response counts with. Tokens and credits of a part are null where it has the whole row's (part 0 of a row with one part).
drop view usage_parts;
drop table usage_day;
alter table usage_fates add column evidence smallint default 4;
alter table usage_fates add column repository_id integer default 0;
alter table usage_fates add column input bigint;
alter table usage_fates add column cache_read bigint;
alter table usage_fates add column cache_write_5m bigint;
alter table usage_fates add column cache_write_1h bigint;
alter table usage_fates add column output bigint;
alter table usage_fates add column reasoning bigint;
alter table usage_fates add column credits_nano bigint;

-- Rows with their fate, cost centre and team: the same columns as usage_day, for any question. Fate 7 is unattributed. repository_id is where
-- the spend went, row_repository_id where the session worked; settled: the last run saw the row as it is now.
create view usage_parts as
select u.day, u.session_id, u.tool_id, u.model_id, u.person_id,
  coalesce(k.repository_id, f.repository_id, u.repository_id) as repository_id,
  coalesce(f.repository_id, u.repository_id) as row_repository_id,
  u.ticket_id,
  coalesce(c.cost_centre_id, 0) as cost_centre_id,
  coalesce(t.team_id, 0) as team_id,
  coalesce(f.change_id, 0) as change_id,
  coalesce(f.fate, cast(7 as smallint)) as fate,
  coalesce(f.evidence, cast(4 as smallint)) as evidence,
  f.row_key is not null as settled,
  u.autonomous,
  u.occurred_at as first_at,
  u.occurred_at as last_at,
  cast(1 as bigint) as parts,
  case when coalesce(f.part, 0) = 0 then cast(1 as bigint) else 0 end as calls,
  case when coalesce(f.part, 0) = 0 then coalesce(f.input, u.input) else coalesce(f.input, 0) end as input,
  case when coalesce(f.part, 0) = 0 then coalesce(f.cache_read, u.cache_read) else coalesce(f.cache_read, 0) end as cache_read,
  case when coalesce(f.part, 0) = 0 then coalesce(f.cache_write_5m, u.cache_write_5m) else coalesce(f.cache_write_5m, 0) end as cache_write_5m,
  case when coalesce(f.part, 0) = 0 then coalesce(f.cache_write_1h, u.cache_write_1h) else coalesce(f.cache_write_1h, 0) end as cache_write_1h,
  case when coalesce(f.part, 0) = 0 then coalesce(f.output, u.output) else coalesce(f.output, 0) end as output,
  case when coalesce(f.part, 0) = 0 then coalesce(f.reasoning, u.reasoning) else coalesce(f.reasoning, 0) end as reasoning,
  case when coalesce(f.part, 0) = 0 then coalesce(f.credits_nano, u.credits_nano, 0) else coalesce(f.credits_nano, 0) end as credits_nano,
  coalesce(f.cost_nano, u.cost_nano, 0) as cost_nano,
  case when u.quality = 2 then coalesce(f.cost_nano, u.cost_nano, 0) else 0 end as estimated_nano,
  case when u.cost_nano is null then cast(1 as bigint) else 0 end as unpriced_parts,
  case when u.cost_nano is null and coalesce(f.part, 0) = 0 then cast(1 as bigint) else 0 end as unpriced_calls,
  case when u.cost_nano is not null then 0
    when coalesce(f.part, 0) = 0
      then coalesce(f.input, u.input) + coalesce(f.cache_read, u.cache_read) + coalesce(f.cache_write_5m, u.cache_write_5m)
        + coalesce(f.cache_write_1h, u.cache_write_1h) + coalesce(f.output, u.output)
    else coalesce(f.input, 0) + coalesce(f.cache_read, 0) + coalesce(f.cache_write_5m, 0) + coalesce(f.cache_write_1h, 0) + coalesce(f.output, 0)
    end as unpriced_tokens
from usage_rows u
  left join usage_fates f on f.day = u.day and f.session_id = u.session_id and f.row_key = u.row_key
  left join change_keys k on k.change_id = f.change_id
  left join cost_centre_spans c on c.person_id = u.person_id and u.day >= c.from_day and u.day < c.to_day
  left join team_spans t on t.person_id = u.person_id and u.day >= t.from_day and u.day < t.to_day;

-- A row's parts count once each in parts and once together in calls.
create table usage_day (
  day date not null,
  session_id bigint not null,
  tool_id integer not null,
  model_id integer not null,
  person_id integer not null,
  repository_id integer not null,
  row_repository_id integer not null,
  ticket_id integer not null,
  cost_centre_id integer not null,
  team_id integer not null,
  change_id bigint not null,
  fate smallint not null,
  evidence smallint not null,
  settled boolean not null,
  autonomous boolean not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  parts bigint not null,
  calls bigint not null,
  input bigint not null,
  cache_read bigint not null,
  cache_write_5m bigint not null,
  cache_write_1h bigint not null,
  output bigint not null,
  reasoning bigint not null,
  credits_nano bigint not null,
  cost_nano bigint not null,
  estimated_nano bigint not null,
  unpriced_parts bigint not null,
  unpriced_calls bigint not null,
  unpriced_tokens bigint not null
);

insert into dirty_days select distinct day from usage_rows;

-- The last run as it was stated, packed: one body a repository, and one (repository_id -1) of what belongs to the whole. A body is cut into
-- parts of some megabytes; content_hash is of the whole body, which is written only where it differs.
create table score_bodies (
  repository_id integer not null,
  content_hash uuid not null,
  format smallint not null,
  part smallint not null,
  part_count smallint not null,
  body bytea not null
);
