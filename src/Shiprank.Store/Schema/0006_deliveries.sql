-- What forges, alerting services and CI delivered: one row a delivery, in one transaction with its events.
-- Outcome: 0 taken, 1 ignored (nothing for Shiprank in it). Only a taken one is known when it comes again; a row is forgotten after some months.
-- No unique index: the one writer looks before it writes (a sharded engine gets unique (source, delivery_id)).
create table deliveries (
  source text not null,
  delivery_id text not null,
  event text not null,
  received_at timestamptz not null,
  outcome smallint not null,
  event_count integer not null
);

-- How far a forge was read by its API: what changed from covered_from until covered_to is known; reach is how far back was ever asked for.
create table forge_cursors (
  forge text not null,
  repository text not null,
  kind text not null,
  reach timestamptz not null,
  covered_from timestamptz not null,
  covered_to timestamptz not null
);
