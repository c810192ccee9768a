// title: Executives by role
// question: Who holds the executive roles, and which of them are vacant?
// column: kind string  ceo, coo or cpo
// column: role_id string  id of the role
// column: holders list  ids of the active people who hold it
// column: filled boolean  whether anybody does; a role of which no holder is recorded stands for one unless it is marked vacant
// engines: neo4j, embedded
MATCH (role:Role)
WITH role, coalesce(toLower(trim(role.kind)), CASE
    WHEN coalesce(role.name, role.id) =~ '(?i) *(ceo|chief +executive +officer) *' THEN 'ceo'
    WHEN coalesce(role.name, role.id) =~ '(?i) *(coo|chief +operating +officer) *' THEN 'coo'
    WHEN coalesce(role.name, role.id) =~ '(?i) *chief +process +officer *' THEN 'cpo'
    ELSE '' END) AS kind
WHERE kind IN ['ceo', 'coo', 'cpo']
OPTIONAL MATCH (role)<-[:HOLDS]-(holder:Person)
WHERE coalesce(holder.active, true)
WITH role, kind, holder.id AS holder_id
ORDER BY holder_id SKIP 0
WITH role, kind, collect(DISTINCT holder_id) AS holders
RETURN kind, role.id AS role_id, holders, NOT coalesce(role.vacant, false)
  AND (size(holders) > 0 OR NOT EXISTS { MATCH (role)<-[:HOLDS]-(:Person) }) AS filled
ORDER BY kind, role_id;
