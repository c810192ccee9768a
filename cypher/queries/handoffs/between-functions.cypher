// title: Handoffs between functions
// question: Where does work pass from one function to another?
// column: from_process string  id of the process that hands over
// column: to_process string  id of the process that takes over
// column: from_functions list  ids of the functions that perform only the first
// column: to_functions list  ids of the functions that perform only the second
// engines: neo4j, embedded
MATCH (giver:Process)-[:FLOWS_TO]->(taker:Process)
WITH DISTINCT giver, taker
MATCH (giver)-[:PERFORMED_BY]->(one:Function)
WHERE NOT EXISTS { MATCH (taker)-[:PERFORMED_BY]->(one) }
WITH DISTINCT giver, taker, one.id AS one_id
ORDER BY one_id SKIP 0
WITH giver, taker, collect(one_id) AS from_functions
MATCH (taker)-[:PERFORMED_BY]->(other:Function)
WHERE NOT EXISTS { MATCH (giver)-[:PERFORMED_BY]->(other) }
WITH DISTINCT giver, taker, from_functions, other.id AS other_id
ORDER BY other_id SKIP 0
WITH giver, taker, from_functions, collect(other_id) AS to_functions
RETURN giver.id AS from_process, taker.id AS to_process, from_functions, to_functions
ORDER BY from_process, to_process;
