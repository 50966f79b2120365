-- Badges as the last run told them. holder_id is a person, a team or a repository by kind (0, 1, 2); number is given once, in order, for ever.
-- Evidence is judged anew, and kept only as its subject: a quarter, or the change that a milestone was reached with. Days are those of the rate; null for a milestone.
create table badge_awards (
  number bigint not null,
  kind smallint not null,
  holder_id integer not null,
  badge text not null,
  subject text not null,
  issued_at timestamptz not null,
  expires_at timestamptz,
  state smallint not null,
  ended_at timestamptz,
  reason text not null,
  by_repository text not null,
  by_id text not null,
  bad_days integer,
  days integer,
  baseline_bad integer,
  baseline_days integer
);

-- What became of awards, in the order in which it was told: only added to.
create table badge_events (
  told_at timestamptz not null,
  kind smallint not null,
  holder_id integer not null,
  badge text not null,
  subject text not null,
  step smallint not null,
  reason text not null
);

-- Badges that people chose to show to others; what is not here is theirs alone.
create table badge_choices (person_id integer not null, badge text not null, chosen_at timestamptz not null);
