// title: Who commands something
// question: Who has command over a system, rule, workflow, resource, person or function, and how far above it are they?
// param: element string = "erp"  id of the element
// column: person string  id of the person, or of the role that nobody is recorded to hold
// column: name string  its name, or its id where it has none
// column: steps integer  how many steps of command lie between
// engines: neo4j, embedded
:param element => "erp";
MATCH up = (x:Process|Function|Person|Role|System|Rule|Workflow|Resource)-[:ANSWERS_TO*1..30]->(boss:Person|Role)
WHERE x.id = $element AND coalesce(boss.active, true)
RETURN boss.id AS person, coalesce(boss.name, boss.id) AS name, min(length(up)) AS steps
ORDER BY steps, person, name;
