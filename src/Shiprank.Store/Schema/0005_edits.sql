-- What a session wrote into one file at once, as keyed hashes of lines, never text. Times are whole microseconds.
-- identity = 128 bits of SHA-256 over session, path, time and lines: the same edit again is known by it.
create table session_edits (
  session_id bigint not null,
  day date not null,
  edited_at timestamptz not null,
  identity uuid not null,
  path text not null,
  line_count integer not null,
  body bytea not null
);
