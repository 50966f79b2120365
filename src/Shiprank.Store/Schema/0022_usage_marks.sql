-- What is kept of prompts so that near-duplicates can be found: 16 keyed hashes of 32 bits, never text. number: in the order of coming, for whoever reads
-- on from there. identity: 64 bits of a digest over session, time and hashes: the same prompt again is known by it. Nobody's prompts are not kept.
create table prompt_marks (
  number bigint not null,
  session_id bigint not null,
  person_id integer not null,
  day date not null,
  marked_at timestamptz not null,
  letters integer not null,
  identity bigint not null,
  bands bytea not null
);

-- How sessions called tools: counts alone, one row a session, replaced when its log grew. day: of the last call.
create table session_calls (
  session_id bigint not null,
  person_id integer not null,
  day date not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  calls integer not null,
  commonest integer not null,
  longest_run integer not null,
  errors integer not null,
  retries integer not null,
  nothing_new integer not null
);
