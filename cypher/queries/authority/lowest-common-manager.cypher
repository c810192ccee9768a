// title: The lowest common manager of a process
// question: Who is the lowest person that commands, by position, everything a process depends on?
// param: process string = "order-to-cash"  the process asked about
// column: person string  id of the person, or of the role that nobody is recorded to hold
// column: name string  its name, or its id where it has none
// column: below integer  how many active people answer to them
// engines: neo4j, embedded
:param process => "order-to-cash";
MATCH (proc:Process {id: $process})
MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  AND NOT (coalesce(x.kind, '') IN ['coe', 'external'] AND EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) })
WITH proc, count(DISTINCT x) AS elements
MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  AND NOT (coalesce(x.kind, '') IN ['coe', 'external'] AND EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) })
MATCH (x)-[:ANSWERS_TO*0..30]->(boss:Person|Role)
WHERE coalesce(boss.active, true) AND NOT coalesce(boss.vacant, false)
  AND NOT EXISTS { MATCH (boss)<-[:HOLDS]-(:Person) }
WITH elements, boss, count(DISTINCT x) AS commanded
WHERE commanded = elements
WITH collect(boss.id) AS ids
// Of these, who has none of the others below.
MATCH (boss:Person|Role)
WHERE boss.id IN ids AND NOT EXISTS { MATCH (boss)<-[:ANSWERS_TO*1..30]-(other:Person|Role) WHERE other.id IN ids }
OPTIONAL MATCH (boss)<-[:ANSWERS_TO*1..30]-(lower:Person)
WHERE coalesce(lower.active, true)
RETURN boss.id AS person, coalesce(boss.name, boss.id) AS name, count(DISTINCT lower.id) AS below
ORDER BY person, name;
