// title: Workflows that processes share
// question: Which workflows do several processes follow, and who has the say over them?
// column: workflow string  id of the workflow
// column: name string  its name, or its id where it has none
// column: processes list  ids of the processes that share it
// column: kept_by list  ids of the functions it belongs to
// column: say list  ids of the people, roles and functions that own it; empty where nobody has the say
// engines: neo4j, embedded
MATCH (proc:Process)-[:FOLLOWS]->(x:Workflow)
WITH DISTINCT x, proc.id AS proc_id
ORDER BY proc_id SKIP 0
WITH x, collect(proc_id) AS processes
WHERE size(processes) > 1
OPTIONAL MATCH (x)-[:BELONGS_TO]->(unit:Function)
WITH x, processes, unit.id AS unit_id
ORDER BY unit_id SKIP 0
WITH x, processes, collect(DISTINCT unit_id) AS kept_by
OPTIONAL MATCH (x)<-[:OWNS]-(named)
WITH x, processes, kept_by, named.id AS named_id
ORDER BY named_id SKIP 0
RETURN x.id AS workflow, coalesce(x.name, x.id) AS name, processes, kept_by, collect(DISTINCT named_id) AS say
ORDER BY size(processes) DESC, workflow;
