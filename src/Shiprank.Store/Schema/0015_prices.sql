-- Price lists that usage here was priced with, each whole (packed as the program packs it): what changed between two of them can be shown later.
create table price_books (
  sha256 text not null,
  version text not null,
  list_date date not null,
  first_used_at timestamptz not null,
  body bytea not null
);

-- The record of each re-pricing: what usage of a month and model cost before and after, and why. cost is in nano-USD, null while it had no price.
create table repricings (
  repriced_at timestamptz not null,
  since_day date not null,
  until_day date not null,
  month date not null,
  model text not null,
  cause text not null,
  old_list text not null,
  new_list text not null,
  row_count bigint not null,
  old_nano bigint,
  new_nano bigint
);
