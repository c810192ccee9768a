// title: Where work comes from and goes to
// question: Which processes hand work to one another, where does it begin, and where does it end?
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: takes_from list  ids of the processes that hand it work
// column: hands_to list  ids of the processes it hands its work to
// engines: neo4j, embedded
MATCH (proc:Process)
WHERE EXISTS { MATCH (proc)-[:FLOWS_TO]-(:Process) }
OPTIONAL MATCH (proc)<-[:FLOWS_TO]-(giver:Process)
WITH proc, giver.id AS giver_id
ORDER BY giver_id SKIP 0
WITH proc, collect(DISTINCT giver_id) AS takes_from
OPTIONAL MATCH (proc)-[:FLOWS_TO]->(taker:Process)
WITH proc, takes_from, taker.id AS taker_id
ORDER BY taker_id SKIP 0
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, takes_from, collect(DISTINCT taker_id) AS hands_to
ORDER BY process;
