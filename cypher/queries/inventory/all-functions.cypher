// title: All functions
// question: Which functions are there, who heads them, and how many people are in them?
// column: function string  id of the function
// column: name string  its name, or its id where it has none
// column: kind string  function, team, coe or external
// column: part_of list  ids of the functions it is directly part of
// column: heads list  ids of the people and roles recorded as its heads
// column: members integer  how many active people are in it directly
// engines: neo4j, embedded
MATCH (unit:Function)
OPTIONAL MATCH (unit)<-[:MEMBER_OF]-(member:Person)
WHERE coalesce(member.active, true)
WITH unit, count(DISTINCT member.id) AS members
OPTIONAL MATCH (unit)-[:PART_OF]->(whole:Function)
WITH unit, members, whole.id AS whole_id
ORDER BY whole_id SKIP 0
WITH unit, members, collect(whole_id) AS part_of
OPTIONAL MATCH (unit)<-[:HEADS]-(head)
WITH unit, members, part_of, head.id AS head_id
ORDER BY head_id SKIP 0
RETURN unit.id AS function, coalesce(unit.name, unit.id) AS name, coalesce(unit.kind, 'function') AS kind, part_of,
  collect(head_id) AS heads, members
ORDER BY function;
