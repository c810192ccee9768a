// title: The chain of empowerment of a process
// question: Who has empowered whom for a process, and may they pass it on?
// param: process string = "order-to-cash"  the process asked about
// param: today date  the day on which mandates must be current
// column: mandate string  id of the mandate
// column: granted_by list  ids of the people and roles that grant it
// column: granted_to list  ids of the people and roles it empowers
// column: level string  how much authority it grants: influence, direct or decide
// column: delegable boolean  whether it may be passed on
// column: current boolean  whether it is accepted and within its dates
// engines: neo4j, embedded
:param process => "order-to-cash";
:param today => date();
// Mandates within the process or what it is part of, and those that cover a function to which it belongs.
MATCH (proc:Process {id: $process})-[:ANSWERS_TO*0..12]->(around)<-[:WITHIN|COVERS]-(grant:Mandate)
WITH DISTINCT grant
OPTIONAL MATCH (grant)<-[:GRANTS]-(granting)
WITH grant, granting.id AS granting_id
ORDER BY granting_id SKIP 0
WITH grant, collect(DISTINCT granting_id) AS granted_by
OPTIONAL MATCH (grant)-[:EMPOWERS]->(taking)
WITH grant, granted_by, taking.id AS taking_id
ORDER BY taking_id SKIP 0
WITH grant, granted_by, collect(DISTINCT taking_id) AS granted_to
RETURN grant.id AS mandate, granted_by, granted_to, coalesce(grant.level, 'influence') AS level,
  coalesce(grant.delegable, false) AS delegable,
    coalesce(grant.accepted, true) AND coalesce(grant.valid_from <= $today, true)
    AND coalesce($today <= grant.valid_until, true) AS current
ORDER BY mandate;
