// title: Who commands all that a process depends on
// question: Who has command, by position, over everything that a process depends on?
// param: process string = "order-to-cash"  the process asked about
// column: person string  id of the person, or of the role that nobody is recorded to hold
// column: name string  its name, or its id where it has none
// column: elements integer  how many elements that are
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
RETURN boss.id AS person, coalesce(boss.name, boss.id) AS name, elements
ORDER BY person, name;
