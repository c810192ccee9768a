// title: What changes if somebody leaves
// question: What does a person own, lead, hold, grant and receive that would be left behind?
// param: person string = "mateo-ruiz"  the person asked about
// column: what string  owns, heads, holds, sponsors, coordinates, grants, is empowered by, manages, is responsible in or is accountable in
// column: id string  id of the other end
// column: name string  its name, or its id where it has none
// engines: neo4j, embedded
:param person => "mateo-ruiz";
UNWIND ['owns', 'heads', 'holds', 'sponsors', 'coordinates', 'grants', 'is empowered by', 'manages',
  'is responsible in', 'is accountable in'] AS what
MATCH (leaver:Person {id: $person})-[link:OWNS|HEADS|HOLDS|SPONSORS|COORDINATES|GRANTS|EMPOWERS|REPORTS_TO|INVOLVES]-(x)
WHERE what = 'owns' AND EXISTS { MATCH (leaver)-[:OWNS]->(x) }
  OR what = 'heads' AND EXISTS { MATCH (leaver)-[:HEADS]->(x) }
  OR what = 'holds' AND EXISTS { MATCH (leaver)-[:HOLDS]->(x) }
  OR what = 'sponsors' AND EXISTS { MATCH (leaver)-[:SPONSORS]->(x) }
  OR what = 'coordinates' AND EXISTS { MATCH (leaver)-[:COORDINATES]->(x) }
  OR what = 'grants' AND EXISTS { MATCH (leaver)-[:GRANTS]->(x) }
  OR what = 'is empowered by' AND EXISTS { MATCH (leaver)<-[:EMPOWERS]-(x) }
  OR what = 'manages' AND EXISTS { MATCH (leaver)<-[line:REPORTS_TO]-(x) WHERE coalesce(line.line, 'solid') = 'solid' }
  OR what = 'is responsible in' AND link.raci = 'R'
  OR what = 'is accountable in' AND link.raci = 'A'
WITH DISTINCT what, leaver, x
RETURN what, x.id AS id, coalesce(x.name, x.id) AS name
ORDER BY what, id, name;
