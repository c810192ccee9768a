// title: Grants beyond the grantor's authority
// question: Which mandates give authority over something that none of their grantors commands, nor has been given with leave to pass on?
// param: today date  the day on which mandates must be current
// column: mandate_id string  id of the mandate
// column: granted_by list  ids of the people and roles that grant it
// column: element string  id of the function, system, person or other thing it covers
// engines: neo4j, embedded
:param today => date();
MATCH (mandate:Mandate)-[:COVERS]->(x)
WHERE coalesce(mandate.accepted, true) AND coalesce(mandate.valid_from <= $today, true) AND coalesce($today <= mandate.valid_until, true)
  AND EXISTS { MATCH (x)-[:ANSWERS_TO*1..30]->(boss:Person|Role) WHERE coalesce(boss.active, true) }
MATCH (mandate)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
WHERE coalesce(grantor.active, true) AND NOT coalesce(granting.vacant, false) AND NOT EXISTS { MATCH (grantor)<-[:HOLDS]-(:Person) }
// Command over it; or a mandate, one step up, that covers it or what it is part of and may be passed on.
WITH mandate, granting.id AS granting_id, x, grantor, CASE
  WHEN EXISTS { MATCH (x)-[:ANSWERS_TO*0..30]->(grantor) } THEN 1
  WHEN EXISTS { MATCH (x)-[:ANSWERS_TO*0..30]->(around)<-[:COVERS]-(other:Mandate)-[:EMPOWERS]->()<-[:HOLDS*0..1]-(grantor)
    WHERE other.id <> mandate.id AND other.delegable } THEN 1
  ELSE 0 END AS able
ORDER BY granting_id SKIP 0
WITH mandate, x, collect(DISTINCT granting_id) AS granted_by, max(able) AS able
WHERE able = 0
RETURN mandate.id AS mandate_id, granted_by, x.id AS element
ORDER BY mandate_id, element;
