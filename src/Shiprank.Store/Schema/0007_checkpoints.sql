-- Where the lines of a repository were followed to, packed, so that the next run goes on from there. A body is cut into parts of some
-- megabytes; checksum is of the whole. Anything here may be deleted at any time: it is made again.
create table ledger_checkpoints (
  repository_id integer not null,
  changes bigint not null,
  chain uuid not null,
  format smallint not null,
  checksum uuid not null,
  part smallint not null,
  part_count smallint not null,
  saved_at timestamptz not null,
  body bytea not null
);
