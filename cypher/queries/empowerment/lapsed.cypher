// title: Mandates that do not hold today
// question: Which mandates have lapsed, have not begun, were never accepted, or have nobody left who stands behind them?
// param: today date  the day on which mandates must be current
// column: mandate string  id of the mandate
// column: name string  its name, or its id where it has none
// column: granted_by list  ids of the people and roles that grant it
// column: granted_to list  ids of the people and roles it empowers
// column: because string  not accepted, not yet valid, no longer valid, or nobody grants it any more
// engines: neo4j, embedded
:param today => date();
MATCH (grant:Mandate)
OPTIONAL MATCH (grant)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
WITH grant, max(CASE
  WHEN granting.id IS NULL THEN 1
  WHEN NOT coalesce(grantor.active, true) OR coalesce(granting.vacant, false) THEN 0
  WHEN EXISTS { MATCH (grantor)<-[:HOLDS]-(:Person) } THEN 0
  ELSE 1 END) AS backed
WITH grant, CASE
    WHEN NOT coalesce(grant.accepted, true) THEN 'not accepted'
    WHEN coalesce(grant.valid_from > $today, false) THEN 'not yet valid'
    WHEN coalesce(grant.valid_until < $today, false) THEN 'no longer valid'
    WHEN backed = 0 THEN 'nobody grants it any more'
    ELSE '' END AS because
WHERE because <> ''
OPTIONAL MATCH (grant)<-[:GRANTS]-(granting)
WITH because, grant, granting.id AS granting_id
ORDER BY granting_id SKIP 0
WITH because, grant, collect(DISTINCT granting_id) AS granted_by
OPTIONAL MATCH (grant)-[:EMPOWERS]->(taking)
WITH because, grant, granted_by, taking.id AS taking_id
ORDER BY taking_id SKIP 0
WITH because, grant, granted_by, collect(DISTINCT taking_id) AS granted_to
RETURN grant.id AS mandate, coalesce(grant.name, grant.id) AS name, granted_by, granted_to, because
ORDER BY mandate;
