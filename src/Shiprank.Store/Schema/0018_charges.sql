-- What each cost centre pays. A month's lines are computed anew until it is closed, and never again after that.
create table issuers (issuer_id integer primary key, name text not null);
create table charge_rules (rule_id integer primary key, name text not null);
insert into issuers values (0, '');
insert into charge_rules values (0, '');

-- month: its first day. kind, and what kind 1 means: as in the code.
create table charge_lines (
  month date not null,
  day date not null,
  kind smallint not null,
  cost_centre_id integer not null,
  issuer_id integer not null,
  tool_id integer not null,
  model_id integer not null,
  repository_id integer not null,
  ticket_id integer not null,
  rule_id integer not null,
  input bigint not null,
  cache_read bigint not null,
  cache_write_5m bigint not null,
  cache_write_1h bigint not null,
  output bigint not null,
  reasoning bigint not null,
  credits_nano bigint not null,
  cost_nano bigint not null,
  estimated_nano bigint not null,
  unpriced_tokens bigint not null
);

-- What is booked: lines of one centre, issuer, kind and rule together. corrects: first day of the closed month that a correction is of.
create table charge_bookings (
  month date not null,
  cost_centre_id integer not null,
  issuer_id integer not null,
  kind smallint not null,
  rule_id integer not null,
  cost_nano bigint not null,
  cents bigint not null,
  corrects date
);

-- stamp says what an open month was computed from; body is a JSON text: invoices, differences, problems, the rules in force.
create table charge_months (
  month date not null,
  stamp text not null,
  computed_at timestamptz not null,
  closed_at timestamptz,
  closed_by text not null,
  body text not null
);
