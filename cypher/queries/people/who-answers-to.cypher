// title: Who answers to somebody
// question: Which people answer to a person, directly or through others, and how far below are they?
// param: person string = "mateo-ruiz"  the person asked about
// column: person string  id of the person below
// column: name string  its name, or its id where it has none
// column: steps integer  how many steps of command lie between
// engines: neo4j, embedded
:param person => "mateo-ruiz";
MATCH down = (:Person {id: $person})<-[:ANSWERS_TO*1..30]-(lower:Person)
WHERE coalesce(lower.active, true)
RETURN lower.id AS person, coalesce(lower.name, lower.id) AS name, min(length(down)) AS steps
ORDER BY steps, person;
