// title: The Chief Process Officer and their mandate
// question: Who is Chief Process Officer, whom do they answer to, and what has the top empowered them for?
// param: today date  the day on which mandates must be current
// column: executive string  id of the person, or of the role of which no holder is recorded
// column: name string  its name, or its id where it has none
// column: answers_to list  ids of the people they answer to, directly or through others
// column: mandates list  ids of the current mandates that empower them, in person or through the role
// column: coordinates integer  how many people and functions they coordinate
// engines: neo4j, embedded
:param today => date();
// By the kind of a role, or else its name; or by a person's title.
MATCH (hat:Role|Person)<-[:HOLDS*0..1]-(person:Person|Role)
WHERE coalesce(person.active, true) AND NOT coalesce(hat.vacant, false)
  AND NOT EXISTS { MATCH (person)<-[:HOLDS]-(:Person) }
  AND (toLower(trim(hat.kind)) = 'cpo' OR hat.title =~ '(?i) *chief +process +officer *'
    OR hat.kind IS NULL AND hat.title IS NULL AND coalesce(hat.name, hat.id) =~ '(?i) *chief +process +officer *')
WITH DISTINCT person
OPTIONAL MATCH (person)-[:ANSWERS_TO*1..30]->(boss:Person)
WHERE coalesce(boss.active, true)
WITH person, boss.id AS boss_id
ORDER BY boss_id SKIP 0
WITH person, collect(DISTINCT boss_id) AS answers_to
OPTIONAL MATCH (person)-[:HOLDS*0..1]->()<-[:EMPOWERS]-(grant:Mandate)
WHERE coalesce(grant.accepted, true) AND coalesce(grant.valid_from <= $today, true)
  AND coalesce($today <= grant.valid_until, true)
WITH person, answers_to, grant.id AS mandate
ORDER BY mandate SKIP 0
WITH person, answers_to, collect(DISTINCT mandate) AS mandates
OPTIONAL MATCH (person)-[:HOLDS*0..1]->()-[:COORDINATES]->(other)
RETURN person.id AS executive, coalesce(person.name, person.id) AS name, answers_to, mandates,
  count(DISTINCT other) AS coordinates
ORDER BY executive, name;
