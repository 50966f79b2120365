-- Alerts that fired: each once for its rule, subject, period (first day) and level. Texts are as they were then, without anybody's name.
create table alerts (
  alert_id bigint not null,
  rule smallint not null,
  subject text not null,
  period date not null,
  level text not null,
  title text not null,
  body text not null,
  opened_at timestamptz not null,
  seen_at timestamptz
);

-- Where they went. channel: a digest (24 hex) of where that is.
create table alerts_sent (
  alert_id bigint not null,
  channel text not null,
  sent_at timestamptz not null
);
