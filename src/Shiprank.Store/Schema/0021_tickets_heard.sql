-- When news of a ticket was stored last: lines that state no time of their own are news, too. One row, none before the first.
create table tickets_heard (heard_at timestamptz not null);
