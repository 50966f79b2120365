-- Names stand once, rows carry ids. Id 0 is "unknown" everywhere: unknown is a row, not a null.
create table installation (key0 bigint not null, key1 bigint not null);

create table sources (source_id integer primary key, name text not null);
create table tools (tool_id integer primary key, name text not null);
create table models (model_id integer primary key, name text not null);
create table tiers (tier_id integer primary key, name text not null);
create table price_lists (price_list_id integer primary key, name text not null);
create table people (person_id integer primary key, name text not null);
create table repositories (repository_id integer primary key, name text not null);
create table projects (project_id integer primary key, name text not null);
create table branches (branch_id integer primary key, name text not null);
create table tickets (ticket_id integer primary key, name text not null);
create table cost_centres (cost_centre_id integer primary key, name text not null);
create table services (service_id integer primary key, name text not null);

insert into sources values (0, '');
insert into tools values (0, '');
insert into models values (0, '');
insert into tiers values (0, '');
insert into price_lists values (0, '');
insert into people values (0, '');
insert into repositories values (0, '');
insert into projects values (0, '');
insert into branches values (0, '');
insert into tickets values (0, '');
insert into cost_centres values (0, '');
insert into services values (0, '');

-- Which cost centre pays for a person's day; spans of one person never overlap, to_day is the first day after.
create table cost_centre_spans (person_id integer not null, from_day date not null, to_day date not null, cost_centre_id integer not null);
