-- The ledger of batches: the same batch again is known by its hash.
create table batches (
  content_hash uuid primary key,
  batch_id bigint not null,
  source_id integer not null,
  row_count bigint not null,
  added bigint not null,
  replaced bigint not null,
  duplicates bigint not null,
  received_at timestamptz not null
);

-- A session's id never changes and is never null: the distribution column of a sharded engine.
create table sessions (session_id bigint not null, tool_id integer not null, name text not null);

create table session_traces (
  session_id bigint not null,
  project_id integer not null,
  branch_id integer not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  edits integer not null,
  edits_known boolean not null,
  edited_files bytea not null
);

-- One row a response. row_key = 48 bits of milliseconds, then 80 bits of the identity's hash; identity = its last 64 bits.
-- Money and credits are in nano-units; cost_nano is null while no price is known, credits_nano where the tool has none.
-- No unique index: ingest compares identities (an index makes it eight times slower in DuckDB).
create table usage_rows (
  day date not null,
  occurred_at timestamptz not null,
  session_id bigint not null,
  tool_id integer not null,
  model_id integer not null,
  tier_id integer not null,
  person_id integer not null,
  repository_id integer not null,
  project_id integer not null,
  branch_id integer not null,
  ticket_id integer not null,
  autonomous boolean not null,
  quality smallint not null,
  input bigint not null,
  cache_read bigint not null,
  cache_write_5m bigint not null,
  cache_write_1h bigint not null,
  output bigint not null,
  reasoning bigint not null,
  credits_nano bigint,
  reported_nano bigint,
  cost_nano bigint,
  price_list_id integer not null,
  batch_id bigint not null,
  identity bigint not null,
  row_key uuid not null
);

-- What a row's money became: parts 0, 1, … of one row sum to its cost. Tokens and calls go with part 0.
create table usage_fates (
  session_id bigint not null,
  row_key uuid not null,
  day date not null,
  part smallint not null,
  fate smallint not null,
  change_id bigint not null,
  cost_nano bigint not null
);

-- Rows with their fate and cost centre: the same columns as usage_day, for any question. Fate 7 is unattributed.
create view usage_parts as
select u.day, u.session_id, u.tool_id, u.model_id, u.person_id, u.repository_id, u.ticket_id,
  coalesce(c.cost_centre_id, 0) as cost_centre_id,
  coalesce(f.change_id, 0) as change_id,
  coalesce(f.fate, cast(7 as smallint)) as fate,
  u.autonomous,
  case when coalesce(f.part, 0) = 0 then cast(1 as bigint) else 0 end as calls,
  case when coalesce(f.part, 0) = 0 then u.input else 0 end as input,
  case when coalesce(f.part, 0) = 0 then u.cache_read else 0 end as cache_read,
  case when coalesce(f.part, 0) = 0 then u.cache_write_5m else 0 end as cache_write_5m,
  case when coalesce(f.part, 0) = 0 then u.cache_write_1h else 0 end as cache_write_1h,
  case when coalesce(f.part, 0) = 0 then u.output else 0 end as output,
  case when coalesce(f.part, 0) = 0 then u.reasoning else 0 end as reasoning,
  case when coalesce(f.part, 0) = 0 then coalesce(u.credits_nano, 0) else 0 end as credits_nano,
  coalesce(f.cost_nano, u.cost_nano, 0) as cost_nano,
  case when u.quality = 2 then coalesce(f.cost_nano, u.cost_nano, 0) else 0 end as estimated_nano,
  case when u.cost_nano is null and coalesce(f.part, 0) = 0 then cast(1 as bigint) else 0 end as unpriced_calls,
  case when u.cost_nano is null and coalesce(f.part, 0) = 0
    then u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output else 0 end as unpriced_tokens
from usage_rows u
  left join usage_fates f on f.day = u.day and f.session_id = u.session_id and f.row_key = u.row_key
  left join cost_centre_spans c on c.person_id = u.person_id and u.day >= c.from_day and u.day < c.to_day;

create table usage_day (
  day date not null,
  session_id bigint not null,
  tool_id integer not null,
  model_id integer not null,
  person_id integer not null,
  repository_id integer not null,
  ticket_id integer not null,
  cost_centre_id integer not null,
  change_id bigint not null,
  fate smallint not null,
  autonomous boolean not null,
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
  unpriced_calls bigint not null,
  unpriced_tokens bigint not null
);

-- Days whose rollup no longer says what the rows say; may name a day more than once.
create table dirty_days (day date not null);
