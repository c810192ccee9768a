// title: Mandates given by one's own people
// question: Which mandates come only from people who answer to somebody the mandate empowers?
// column: mandate string  id of the mandate
// column: name string  its name, or its id where it has none
// column: grantors list  ids of those who grant it
// engines: neo4j, embedded
MATCH (grant:Mandate)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
WHERE coalesce(grantor.active, true) AND NOT coalesce(granting.vacant, false)
  AND NOT EXISTS { MATCH (grantor)<-[:HOLDS]-(:Person) }
OPTIONAL MATCH (grantor)-[:ANSWERS_TO*1..30]->(above:Person|Role)
WITH grant, grantor, max(CASE
  WHEN above.id IS NULL THEN 0
  WHEN EXISTS { MATCH (grant)-[:EMPOWERS]->()<-[:HOLDS*0..1]-(above) } AND coalesce(above.active, true) THEN 1
  ELSE 0 END) AS below
WITH grant, grantor.id AS grantor_id, below
ORDER BY grantor_id SKIP 0
WITH grant, collect(DISTINCT grantor_id) AS grantors, min(below) AS all_below
WHERE all_below = 1
RETURN grant.id AS mandate, coalesce(grant.name, grant.id) AS name, grantors
ORDER BY mandate;
