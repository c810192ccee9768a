// title: People with several managers
// question: Who has more than one manager in the solid line, so that nobody knows who decides?
// column: person string  id of the person
// column: name string  its name, or its id where it has none
// column: managers list  ids of the managers
// engines: neo4j, embedded
MATCH (lower:Person)-[line:REPORTS_TO]->(manager:Person)
WHERE coalesce(line.line, 'solid') = 'solid'
WITH DISTINCT lower, manager.id AS manager_id
ORDER BY manager_id SKIP 0
WITH lower, collect(manager_id) AS managers
WHERE size(managers) > 1
RETURN lower.id AS person, coalesce(lower.name, lower.id) AS name, managers
ORDER BY person;
