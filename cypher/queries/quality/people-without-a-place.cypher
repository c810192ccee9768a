// title: People without a place
// question: Which active people have no manager, no function, head nothing and fill no position?
// column: person string  id of the person
// column: name string  its name, or its id where it has none
// column: title string  their job title; empty where none is recorded
// engines: neo4j, embedded
MATCH (person:Person)
WHERE coalesce(person.active, true)
  AND NOT EXISTS { MATCH (person)-[:REPORTS_TO|MEMBER_OF|HEADS|HOLDS]->() }
RETURN person.id AS person, coalesce(person.name, person.id) AS name, coalesce(person.title, '') AS title
ORDER BY person.id;
