// title: Processes in which somebody takes part
// question: In which processes does a person take part, and as what?
// param: person string = "noah-peeters"  the person asked about
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: raci list  R, A, C and I, in person or through a role
// column: owns boolean  whether the person is recorded as its owner, in person or through a role
// engines: neo4j, embedded
:param person => "noah-peeters";
MATCH (:Person {id: $person})-[:HOLDS*0..1]->(hat)-[link:INVOLVES|OWNS]-(proc:Process)
WITH DISTINCT proc, coalesce(link.raci, '') AS letter
ORDER BY letter SKIP 0
WITH proc, collect(letter) AS letters
UNWIND letters AS letter
WITH proc, letters, CASE letter WHEN '' THEN NULL ELSE letter END AS letter
WITH proc, '' IN letters AS owns, collect(letter) AS raci
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, raci, owns
ORDER BY process;
