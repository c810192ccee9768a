// title: Functions without a head
// question: Which functions has nobody active been named to lead?
// column: function string  id of the function
// column: name string  its name, or its id where it has none
// column: recorded list  ids of the people and roles recorded as heads, who are gone or not filled
// engines: neo4j, embedded
MATCH (unit:Function)
WHERE NOT coalesce(unit.kind, 'function') = 'external'
OPTIONAL MATCH (unit)<-[:HEADS]-(head)<-[:HOLDS*0..1]-(person:Person|Role)
WITH unit, head.id AS head_id, max(CASE
  WHEN person.id IS NULL OR NOT coalesce(person.active, true) OR coalesce(head.vacant, false) THEN 0
  WHEN EXISTS { MATCH (person)<-[:HOLDS]-(:Person) } THEN 0
  ELSE 1 END) AS filled
ORDER BY head_id SKIP 0
WITH unit, collect(head_id) AS recorded, max(filled) AS filled
WHERE filled = 0
RETURN unit.id AS function, coalesce(unit.name, unit.id) AS name, recorded
ORDER BY function;
