-- What had to be accounted for: only added to, numbered from 1 without a gap. Hash: 64 hex digits over the hash before it and this row.
create table audit (
  number bigint not null,
  logged_at timestamptz not null,
  actor text not null,
  action text not null,
  about text,
  detail text not null,
  hash text not null
);

-- Service tokens: never themselves, only their SHA-256. token_id is what people see of one; person: whose usage it sends, empty for a machine.
create table service_tokens (
  token_id text not null,
  name text not null,
  hash text not null,
  scopes smallint not null,
  person text not null,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

-- Who is signed in: SHA-256 of what the cookie holds. Roles: those that the provider's groups gave at sign-in; the rest follows from the
-- organisation file at each request.
create table sign_ins (
  hash text not null,
  person text not null,
  roles smallint not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null
);
