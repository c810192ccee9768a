// title: Gaps in the responsibility matrix
// question: Which processes have nobody responsible, nobody accountable, or more than one accountable?
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: responsible integer  how many people and roles are responsible
// column: accountable integer  how many are accountable
// engines: neo4j, embedded
MATCH (proc:Process)
OPTIONAL MATCH (proc)-[part:INVOLVES]->(who)
WITH proc, count(DISTINCT CASE WHEN part.raci = 'R' THEN who.id END) AS responsible,
  count(DISTINCT CASE WHEN part.raci = 'A' THEN who.id END) AS accountable
WHERE responsible = 0 OR accountable <> 1
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, responsible, accountable
ORDER BY process;
