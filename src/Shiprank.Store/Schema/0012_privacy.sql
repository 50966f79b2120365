-- What people said about showing their row: only added to, the last of each person holds. said_by: as the audit log names actors.
create table consents (person text not null, said_at timestamptz not null, shares boolean not null, said_by text not null);

-- Who was forgotten: keyed hashes (64 hex digits) of the ids, addresses and logins by which they would come back, and what they are called since.
create table erasures (mark text not null, pseudonym text not null, erased_at timestamptz not null);

-- Who asked whose pseudonym this is, and who else agreed; the empty name and no time: nobody yet.
create table reveals (pseudonym text not null, asked_by text not null, asked_at timestamptz not null, approved_by text not null, approved_at timestamptz);
