-- Questions that signals asked, as they stand. body: confidence, title, evidence and what to draw, as JSON; counts, times and keyed hashes, never text that
-- somebody typed or an agent wrote. stake_nano null: nothing of it is priced.
create table signals (
  signal_id text not null,
  rule text not null,
  kind smallint not null,
  subject text not null,
  episode text not null,
  state smallint not null,
  opened_at timestamptz not null,
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  seen_at timestamptz not null,
  snoozed_until timestamptz,
  cleared_at timestamptz,
  answer smallint,
  answered_nano bigint,
  answered_days integer,
  first_day date not null,
  last_day date not null,
  stake_nano bigint,
  body text not null
);
-- Everybody whom a question's evidence is about, its subject too where that is a person.
create table signal_people (signal_id text not null, person text not null);
-- What happened to a question. said: what its author typed for those who may see the question; it goes with its author.
create table signal_steps (
  signal_id text not null,
  number integer not null,
  step smallint not null,
  state smallint not null,
  taken_at timestamptz not null,
  actor text not null,
  said text not null
);
-- Which steps went to which webhook; posted_at null: it is tried again at next_at.
create table signal_posts (
  signal_id text not null,
  number integer not null,
  place text not null,
  tries integer not null,
  next_at timestamptz,
  posted_at timestamptz
);
-- Changes of a week that were drawn for review, in their order. place 0: the week was drawn, and had no change.
create table review_samples (week date not null, place integer not null, repository text not null, sha text not null, week_seed text not null, drawn_at timestamptz not null);
-- What reviewers said of them. reviewer empty: somebody who is forgotten.
create table review_answers (week date not null, repository text not null, sha text not null, reviewer text not null, worth smallint not null, said_at timestamptz not null);
