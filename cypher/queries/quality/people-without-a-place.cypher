// title: People without a place
// question: Which active people have no manager in the solid line, are in no function and head none?
// column: person string  id of the person
// column: name string  its name, or its id where it has none
// column: title string  their job title; empty where none is recorded
// engines: neo4j, embedded
MATCH (person:Person)
WHERE coalesce(person.active, true)
  AND NOT EXISTS { MATCH (person)-[line:REPORTS_TO]->() WHERE coalesce(line.line, 'solid') = 'solid' }
  AND NOT EXISTS { MATCH (person)-[:MEMBER_OF|HEADS]->(:Function) }
  AND NOT EXISTS { MATCH (person)-[:HOLDS]->(:Role)-[:HEADS]->(:Function) }
RETURN person.id AS person, coalesce(person.name, person.id) AS name, coalesce(person.title, '') AS title
ORDER BY person.id;
