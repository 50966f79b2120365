-- What the last scoring run said. Numbers of the score are in nano-units (1 = 1 000 000 000), times in UTC, enums as in the code.
create table score_runs (
  as_of timestamptz not null,
  policy text not null,
  policy_sha256 text not null,
  computed_at timestamptz not null
);

-- Ids for changes that outlive a run: a change is a commit of a repository's first-parent line. 0 is "no change".
create table change_keys (change_id bigint not null, repository_id integer not null, sha text not null);

-- One row for each service that the change touches.
create table changes (
  change_id bigint not null,
  service_id integer not null,
  mode smallint not null,
  merged_at timestamptz not null,
  deployed_at timestamptz,
  eligible bigint not null,
  alive bigint not null,
  deleted bigint not null,
  quality_nano bigint,
  reasons smallint not null,
  share_lo_nano bigint not null,
  share_mid_nano bigint not null,
  share_hi_nano bigint not null,
  evidence smallint not null,
  fate smallint not null,
  provisional boolean not null,
  request bigint
);

create table change_credits (change_id bigint not null, service_id integer not null, person_id integer not null, credit_nano bigint not null, size_nano bigint not null);

create table cells (
  cell_id bigint not null,
  repository_id integer not null,
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

create table cell_changes (cell_id bigint not null, change_id bigint not null);

create table deployments (
  repository_id integer not null,
  service_id integer not null,
  id text not null,
  sha text not null,
  deployed_at timestamptz not null,
  kind smallint not null,
  delivered bigint not null,
  failed boolean not null
);

-- Counts and problems are JSON texts, for people and for export; no question reads into them.
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
