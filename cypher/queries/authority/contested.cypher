// title: Contested authority
// question: What do several people own side by side, or head, of whom none is above the other?
// column: element string  id of the system, rule, workflow, resource or function
// column: name string  its name, or its id where it has none
// column: one string  id of one of them
// column: other string  id of another
// engines: neo4j, embedded
MATCH (x:System|Rule|Workflow|Resource|Function)<-[:OWNS|HEADS]-(first)<-[:HOLDS*0..1]-(one:Person|Role)
WHERE coalesce(one.active, true) AND NOT coalesce(first.vacant, false)
  AND NOT EXISTS { MATCH (one)<-[:HOLDS]-(:Person) }
MATCH (x)<-[:OWNS|HEADS]-(second)<-[:HOLDS*0..1]-(other:Person|Role)
WHERE one.id < other.id AND coalesce(other.active, true) AND NOT coalesce(second.vacant, false)
  AND NOT EXISTS { MATCH (other)<-[:HOLDS]-(:Person) }
  AND NOT EXISTS { MATCH (one)-[:ANSWERS_TO*1..30]->(other) }
  AND NOT EXISTS { MATCH (other)-[:ANSWERS_TO*1..30]->(one) }
WITH DISTINCT x, one.id AS one_id, other.id AS other_id
RETURN x.id AS element, coalesce(x.name, x.id) AS name, one_id AS one, other_id AS other
ORDER BY element, name, one, other;
