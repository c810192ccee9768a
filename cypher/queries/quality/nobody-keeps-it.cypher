// title: Things that nobody keeps
// question: Which systems, rules, workflows and resources belong to no function and have no owner, though processes depend on them?
// column: dimension string  people, functions, technology, rules, workflow or resources
// column: element string  id of the element
// column: name string  its name, or its id where it has none
// column: processes list  ids of the processes that depend on it
// engines: neo4j, embedded
MATCH (proc:Process)-[:USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE NOT EXISTS { MATCH (x)-[:BELONGS_TO]->(:Function) } AND NOT EXISTS { MATCH (x)<-[:OWNS]-() }
WITH DISTINCT x, proc.id AS proc_id
ORDER BY proc_id SKIP 0
WITH x, collect(proc_id) AS processes
RETURN CASE
    WHEN EXISTS { MATCH (x)<-[:INVOLVES]-(:Process) } THEN 'people'
    WHEN EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) } THEN 'functions'
    WHEN EXISTS { MATCH (x)<-[:USES]-(:Process) } THEN 'technology'
    WHEN EXISTS { MATCH (x)<-[:GOVERNED_BY]-(:Process) } THEN 'rules'
    WHEN EXISTS { MATCH (x)<-[:FOLLOWS]-(:Process) } THEN 'workflow'
    ELSE 'resources' END AS dimension, x.id AS element, coalesce(x.name, x.id) AS name, processes
ORDER BY dimension, element;
