create table delivery_events (
  event_id bigint not null,
  content_hash uuid not null,
  type text not null,
  source text not null,
  id text not null,
  repository text not null,
  updated_at timestamptz,
  position bigint not null,
  body bytea not null
);

-- A repository's history without patches, as one packed body, replaced whole.
create table histories (
  repository_id integer not null,
  commit_count bigint not null,
  saved_at timestamptz not null,
  body bytea not null
);

-- A commit's patch, packed: a function of the sha, so it is written once. patch_id follows the order of writing.
create table commit_patches (
  repository_id integer not null,
  patch_id bigint not null,
  sha text not null,
  byte_count integer not null,
  body bytea not null
);
