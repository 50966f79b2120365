-- Names by kind and id: 0 people, 1 tools, 2 repositories, 3 tickets.
select cast(0 as smallint) as kind, p.person_id as id, p.name from people p
union all select cast(1 as smallint), t.tool_id, t.name from tools t
union all select cast(2 as smallint), r.repository_id, r.name from repositories r
union all select cast(3 as smallint), k.ticket_id, k.name from tickets k
