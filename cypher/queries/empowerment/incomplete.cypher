// title: Mandates that say too little
// question: Which mandates lack who grants them, whom they empower, or what they are about?
// column: mandate string  id of the mandate
// column: name string  its name, or its id where it has none
// column: has_grantor boolean  whether it is recorded who grants it
// column: has_grantee boolean  whether it is recorded whom it empowers
// column: has_scope boolean  whether it holds within a process or covers anything
// engines: neo4j, embedded
MATCH (grant:Mandate)
WITH grant, EXISTS { MATCH (grant)<-[:GRANTS]-() } AS has_grantor,
  EXISTS { MATCH (grant)-[:EMPOWERS]->() } AS has_grantee, EXISTS { MATCH (grant)-[:WITHIN|COVERS]->() } AS has_scope
WHERE NOT (has_grantor AND has_grantee AND has_scope)
RETURN grant.id AS mandate, coalesce(grant.name, grant.id) AS name, has_grantor, has_grantee, has_scope
ORDER BY mandate;
