// title: Centres of excellence
// question: Who is in a centre of excellence, who coordinates it, and which processes does it support?
// column: centre string  id of the centre
// column: name string  its name, or its id where it has none
// column: coordinators list  ids of the people and roles that coordinate it
// column: members list  ids of its active members, those of its parts included
// column: supports list  ids of the processes it supports
// engines: neo4j, embedded
MATCH (unit:Function)
WHERE unit.kind = 'coe'
OPTIONAL MATCH (unit)<-[:COORDINATES]-(leader)
WITH unit, leader.id AS leader_id
ORDER BY leader_id SKIP 0
WITH unit, collect(DISTINCT leader_id) AS coordinators
OPTIONAL MATCH (unit)<-[:PART_OF*0..12]-(:Function)<-[:MEMBER_OF]-(member:Person)
WHERE coalesce(member.active, true)
WITH unit, coordinators, member.id AS member_id
ORDER BY member_id SKIP 0
WITH unit, coordinators, collect(DISTINCT member_id) AS members
OPTIONAL MATCH (unit)-[:SUPPORTS]->(proc:Process)
WITH unit, coordinators, members, proc.id AS proc_id
ORDER BY proc_id SKIP 0
RETURN unit.id AS centre, coalesce(unit.name, unit.id) AS name, coordinators, members,
  collect(DISTINCT proc_id) AS supports
ORDER BY centre;
