-- Usage that agents send. Origin: 0 read from logs, events or bundles; 1 sent by the agent; 2 what an agent's own sum of a session says beyond its rows.
alter table usage_rows add column origin smallint default 0;

-- What a log and telemetry both know of a response, as one number. Of responses that are alike in it, as many sent rows are retired as the logs have.
create table usage_joins (join_key bigint not null, identity bigint not null, sent boolean not null);

-- Sent rows that a log tells as well: they count no more, and are known when they come again. Columns as in usage_rows, in its order.
create table retired_rows (
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
  row_key uuid not null,
  origin smallint not null
);

-- How far each stream of a growing counter was read: a point adds its value less the one before.
create table counter_states (stream bigint not null, started_at timestamptz not null, told_at timestamptz not null, counted bigint not null);

-- Parts of what agents say that sessions used in all. Bucket: 0 input, 1 cache read, 2 cache write, 3 output.
create table control_points (
  identity bigint not null,
  session_id bigint not null,
  model_id integer not null,
  bucket smallint not null,
  told_at timestamptz not null,
  counted bigint not null,
  person_id integer not null,
  ticket_id integer not null
);

-- What became of all that was sent, by client and reason. Outcome: 0 accepted, 1 left out, 2 refused, 3 unreconciled, 4 known already.
create table telemetry_counts (
  client text not null,
  outcome smallint not null,
  reason text not null,
  items bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);

-- How far the spool of what was sent is taken over; one row.
create table spool_position (segment bigint not null, bytes bigint not null);
