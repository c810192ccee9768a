// title: Executives by role
// question: Who holds the executive roles, and which of them are vacant?
// column: kind string  ceo, coo or cpo
// column: role string  id of the role
// column: holders list  ids of the active people who hold it
// column: filled boolean  whether anybody does; a role of which no holder is recorded stands for one unless it is marked vacant
// engines: neo4j, embedded
MATCH (hat:Role)
WITH hat, coalesce(toLower(trim(hat.kind)), CASE
    WHEN coalesce(hat.name, hat.id) =~ '(?i) *(ceo|chief +executive +officer) *' THEN 'ceo'
    WHEN coalesce(hat.name, hat.id) =~ '(?i) *(coo|chief +operating +officer) *' THEN 'coo'
    WHEN coalesce(hat.name, hat.id) =~ '(?i) *chief +process +officer *' THEN 'cpo'
    ELSE '' END) AS kind
WHERE kind IN ['ceo', 'coo', 'cpo']
OPTIONAL MATCH (hat)<-[:HOLDS]-(holder:Person)
WHERE coalesce(holder.active, true)
WITH hat, kind, holder.id AS holder_id
ORDER BY holder_id SKIP 0
WITH hat, kind, collect(DISTINCT holder_id) AS holders
RETURN kind, hat.id AS role, holders, NOT coalesce(hat.vacant, false)
  AND (size(holders) > 0 OR NOT EXISTS { MATCH (hat)<-[:HOLDS]-(:Person) }) AS filled
ORDER BY kind, role;
