// title: What a process depends on
// question: Which people, functions, systems, rules, workflows and resources does a process depend on, its parts included?
// param: process string = "order-to-cash"  the process asked about
// column: dimension string  people, functions, technology, rules, workflow or resources
// column: element string  id of the element
// column: name string  its name, or its id where it has none
// column: parts list  ids of the process or its parts that depend on it
// engines: neo4j, embedded
:param process => "order-to-cash";
MATCH (proc:Process {id: $process})
MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  AND NOT (coalesce(x.kind, '') IN ['coe', 'external'] AND EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) })
WITH DISTINCT x, part.id AS part_id
ORDER BY part_id SKIP 0
WITH x, collect(part_id) AS parts
RETURN CASE
    WHEN EXISTS { MATCH (x)<-[:INVOLVES]-(:Process) } THEN 'people'
    WHEN EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) } THEN 'functions'
    WHEN EXISTS { MATCH (x)<-[:USES]-(:Process) } THEN 'technology'
    WHEN EXISTS { MATCH (x)<-[:GOVERNED_BY]-(:Process) } THEN 'rules'
    WHEN EXISTS { MATCH (x)<-[:FOLLOWS]-(:Process) } THEN 'workflow'
    ELSE 'resources' END AS dimension, x.id AS element, coalesce(x.name, x.id) AS name, parts
ORDER BY dimension, element, name;
