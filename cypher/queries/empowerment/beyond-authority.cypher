// title: Grants of what the grantor does not have
// question: Which mandates cover something that none of their grantors commands, nor has been given with leave to pass it on?
// param: today date  the day on which mandates must be current
// column: mandate string  id of the mandate
// column: name string  its name, or its id where it has none
// column: granted_by list  ids of the people and roles that grant it
// column: beyond list  ids of what it gives authority over, and no grantor has
// engines: neo4j, embedded
:param today => date();
MATCH (grant:Mandate)-[:COVERS]->(x:Function|Person|Role|System|Rule|Workflow|Resource)
WHERE coalesce(grant.accepted, true) AND coalesce(grant.valid_from <= $today, true)
  AND coalesce($today <= grant.valid_until, true)
  AND EXISTS { MATCH (x)-[:ANSWERS_TO*1..30]->(boss:Person|Role) WHERE coalesce(boss.active, true) }
MATCH (grant)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
WHERE coalesce(grantor.active, true) AND NOT coalesce(granting.vacant, false)
  AND NOT EXISTS { MATCH (grantor)<-[:HOLDS]-(:Person) }
// Command over it; or another mandate over it, or over what it is part of, that may be passed on.
WITH grant, grantor, x, CASE
  WHEN EXISTS { MATCH (x)-[:ANSWERS_TO*0..30]->(grantor) } THEN 1
  WHEN EXISTS {
    MATCH (grantor)-[:HOLDS*0..1]->()<-[:EMPOWERS]-(other:Mandate)-[:COVERS]->(around)<-[:ANSWERS_TO*0..30]-(x)
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
