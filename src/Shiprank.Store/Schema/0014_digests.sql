-- Digests that went out, so that each goes out once. subject: team:ID or person:ID; channel: a digest (24 hex) of where it went.
create table digests_sent (
  subject text not null,
  week date not null,
  channel text not null,
  sent_at timestamptz not null
);

-- People who want no more of them.
create table digests_stopped (
  person text not null,
  stopped_at timestamptz not null
);
