-- What the last scoring run said. Numbers of the score are in nano-units (1 = 1 000 000 000), times in UTC.
create table score_runs (
  as_of timestamptz not null,
  policy text not null,
  policy_sha256 text not null,
  computed_at timestamptz not null
);

-- Ids for changes that outlive a run: a change is a commit of a repository's first-parent line. 0 is "no change".
create table change_keys (change_id bigint not null, repository_id integer not null, sha text not null);

-- One row for each service that the change touches. fate and mode as in the interfaces, reasons joined by commas.
create table changes (
  change_id bigint not null,
  service_id integer not null,
  merged_at timestamptz not null,
  deployed_at timestamptz,
  mode text not null,
  eligible bigint not null,
  alive bigint not null,
  deleted bigint not null,
  quality_nano bigint,
  reason text,
  share_lo_nano bigint not null,
  share_mid_nano bigint not null,
  share_hi_nano bigint not null,
  evidence text not null,
  fate text not null
);

create table change_credits (change_id bigint not null, service_id integer not null, person_id integer not null, share_nano bigint not null);

create table cells (
  service_id integer not null,
  day date not null,
  person_id integer not null,
  size_nano bigint not null,
  nd_nano bigint not null,
  scu_nano bigint not null,
  share_lo_nano bigint not null,
  share_mid_nano bigint not null,
  share_hi_nano bigint not null,
  provisional boolean not null
);

create table cell_changes (service_id integer not null, day date not null, person_id integer not null, change_id bigint not null);

create table deployments (
  service_id integer not null,
  id text not null,
  sha text not null,
  deployed_at timestamptz not null,
  kind text not null,
  delivered integer not null
);

create table sync_runs (
  run_id bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  program text not null,
  counts text not null,
  problems text not null
);

-- History restated is history logged: old value, new value, cause, when.
create table restatements (
  restated_at timestamptz not null,
  subject text not null,
  day date not null,
  old_nano bigint,
  new_nano bigint,
  cause text not null
);
