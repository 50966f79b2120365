-- What vendors say was used and is owed. line_key: a keyed digest of the line's identity (32 hex); the same key again replaces. person_id 0 and an
-- actor (a keyed digest, 32 hex): nobody in the organisation file is matched. Amounts are nano-units of the line's currency; null is "the report does not say".
create table bill_lines (
  issuer text not null,
  report text not null,
  line_key text not null,
  from_day date not null,
  until_day date not null,
  billed date,
  kind smallint not null,
  tool_id integer not null,
  model_id integer not null,
  person_id integer not null,
  actor text not null,
  input bigint,
  cache_read bigint,
  cache_write_5m bigint,
  cache_write_1h bigint,
  output bigint,
  reasoning bigint,
  credits_nano bigint,
  requests bigint,
  amount_nano bigint,
  currency text not null,
  copies integer not null,
  file_id bigint not null
);

-- Files and answers of an API that were taken; the same content again is known by its hash. lines = added + replaced + same.
create table bill_files (
  file_id bigint primary key,
  content_hash uuid not null,
  source text not null,
  report text not null,
  received_at timestamptz not null,
  first_day date,
  last_day date,
  line_count bigint not null,
  added bigint not null,
  replaced bigint not null,
  same bigint not null,
  copies bigint not null
);

create table invoices (
  issuer text not null,
  number text not null,
  month date not null,
  total_nano bigint not null,
  currency text not null
);

-- How far an API was read: everything before reached is known.
create table bill_cursors (source text not null, reached date not null);
