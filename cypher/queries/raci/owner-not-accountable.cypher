// title: Owners who are not the accountable ones
// question: For which processes does the responsibility matrix name somebody else accountable than the owner?
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: owners list  ids of what is recorded as owner
// column: accountable list  ids of the people and roles accountable
// engines: neo4j, embedded
MATCH (named)-[:OWNS]->(proc:Process)
WITH proc, named.id AS named_id
ORDER BY named_id SKIP 0
WITH proc, collect(DISTINCT named_id) AS owners
MATCH (proc)-[involved:INVOLVES]->(who)
WHERE involved.raci = 'A'
// A role counts as whoever holds it, on either side.
WITH proc, owners, who, CASE WHEN EXISTS { MATCH (proc)<-[:OWNS]-()<-[:HOLDS*0..1]-()-[:HOLDS*0..1]->(who) } THEN 1 ELSE 0 END AS same
WITH proc, owners, who.id AS who_id, same
ORDER BY who_id SKIP 0
WITH proc, owners, collect(DISTINCT who_id) AS accountable, max(same) AS same
WHERE same = 0
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, owners, accountable
ORDER BY process;
