// title: Rules that processes share
// question: Which rules bind several processes, and who has the say over them?
// column: rule string  id of the rule
// column: name string  its name, or its id where it has none
// column: processes list  ids of the processes that share it
// column: kept_by list  ids of the functions it belongs to
// column: say list  ids of the people, roles and functions that own it; empty where nobody has the say
// engines: neo4j, embedded
MATCH (proc:Process)-[:GOVERNED_BY]->(x:Rule)
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
RETURN x.id AS rule, coalesce(x.name, x.id) AS name, processes, kept_by, collect(DISTINCT named_id) AS say
ORDER BY size(processes) DESC, rule;
