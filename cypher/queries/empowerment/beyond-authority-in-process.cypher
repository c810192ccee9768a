// title: Grants within a process of what the grantor does not have
// question: Which mandates within a process reach people, functions or things that none of their grantors commands, nor has been given with leave to pass on?
// param: today date  the day on which mandates must be current
// column: mandate string  id of the mandate
// column: name string  its name, or its id where it has none
// column: granted_by list  ids of the people and roles that grant it
// column: beyond list  ids of what it gives authority over, and no grantor has
// engines: neo4j, embedded
:param today => date();
// A mandate that holds within a process and covers nothing in particular reaches all that the process depends on.
MATCH (grant:Mandate)-[:WITHIN]->(proc:Process)
WHERE coalesce(grant.accepted, true) AND coalesce(grant.valid_from <= $today, true)
  AND coalesce($today <= grant.valid_until, true)
  AND NOT EXISTS { MATCH (grant)-[:COVERS]->(:Function|Person|Role|System|Rule|Workflow|Resource) }
MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  AND NOT (coalesce(x.kind, '') IN ['coe', 'external'] AND EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) })
WITH DISTINCT grant, proc, x
WHERE EXISTS { MATCH (x)-[:ANSWERS_TO*1..30]->(boss:Person|Role) WHERE coalesce(boss.active, true) }
MATCH (grant)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
WHERE coalesce(grantor.active, true) AND NOT coalesce(granting.vacant, false)
  AND NOT EXISTS { MATCH (grantor)<-[:HOLDS]-(:Person) }
// Command over it; or another mandate, over it or within the process, that may be passed on.
WITH grant, proc, grantor, x, CASE
  WHEN EXISTS { MATCH (x)-[:ANSWERS_TO*0..30]->(grantor) } THEN 1
  WHEN EXISTS {
    MATCH (grantor)-[:HOLDS*0..1]->()<-[:EMPOWERS]-(other:Mandate)-[:COVERS]->(around)<-[:ANSWERS_TO*0..30]-(x)
    WHERE other.id <> grant.id AND other.delegable } THEN 1
  WHEN EXISTS {
    MATCH (grantor)-[:HOLDS*0..1]->()<-[:EMPOWERS]-(other:Mandate)-[:WITHIN]->(whole)<-[:ANSWERS_TO*0..12]-(proc)
    WHERE other.id <> grant.id AND other.delegable } THEN 1
  ELSE 0 END AS able
WITH grant, x, max(able) AS able
WHERE able = 0
WITH grant, x.id AS x_id
ORDER BY x_id SKIP 0
WITH grant, collect(DISTINCT x_id) AS beyond
MATCH (grant)<-[:GRANTS]-(granting)
WITH DISTINCT grant, beyond, granting.id AS granting_id
ORDER BY granting_id SKIP 0
RETURN grant.id AS mandate, coalesce(grant.name, grant.id) AS name, collect(granting_id) AS granted_by, beyond
ORDER BY mandate;
