-- What makes DuckDB read the shared dialect as PostgreSQL does.
set integer_division = true;
set default_null_order = 'nulls_last_on_asc_first_on_desc';
set TimeZone = 'UTC';
set preserve_insertion_order = false;
create or replace temp macro int_div(a, b) as a // b;
create or replace temp macro mul_div(a, b, c) as cast(cast(a as hugeint) * b // c as bigint);
create or replace temp macro mul_mod(a, b, c) as cast(cast(a as hugeint) * b % c as bigint);
create or replace temp macro week_of(d) as cast(date_trunc('week', d) as date);
