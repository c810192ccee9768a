// title: The responsibility matrix of a process
// question: Who is responsible, accountable, consulted and informed in a process and its parts?
// param: process string = "order-to-cash"  the process asked about
// column: process string  id of the process
// column: who string  id of the person or role
// column: raci list  R, A, C and I, as far as they apply
// engines: neo4j, embedded
:param process => "order-to-cash";
MATCH (:Process {id: $process})<-[:ANSWERS_TO*0..12]-(part:Process)-[involved:INVOLVES]->(x)
WITH DISTINCT part.id AS part, x.id AS who, coalesce(involved.raci, 'R') AS raci
ORDER BY raci SKIP 0
WITH part, who, collect(raci) AS raci
RETURN part AS process, who, raci
ORDER BY process, who;
