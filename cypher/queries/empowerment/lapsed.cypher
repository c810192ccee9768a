// title: Mandates that do not hold today
// question: Which mandates have lapsed, have not begun, or were never accepted?
// param: today date  the day on which mandates must be current
// column: mandate_id string  id of the mandate
// column: name string  its name, or its id where it has none
// column: granted_by list  ids of the people and roles that grant it
// column: granted_to list  ids of the people and roles it empowers
// column: because string  not accepted, not yet valid, or no longer valid
// engines: neo4j, embedded
:param today => date();
MATCH (mandate:Mandate)
WHERE NOT (coalesce(mandate.accepted, true) AND coalesce(mandate.valid_from <= $today, true) AND coalesce($today <= mandate.valid_until, true))
OPTIONAL MATCH (mandate)<-[:GRANTS]-(granting)
WITH mandate, granting.id AS granting_id
ORDER BY granting_id SKIP 0
WITH mandate, collect(DISTINCT granting_id) AS granted_by
OPTIONAL MATCH (mandate)-[:EMPOWERS]->(taking)
WITH mandate, granted_by, taking.id AS taking_id
ORDER BY taking_id SKIP 0
WITH mandate, granted_by, collect(DISTINCT taking_id) AS granted_to
RETURN mandate.id AS mandate_id, coalesce(mandate.name, mandate.id) AS name, granted_by, granted_to, CASE
    WHEN NOT coalesce(mandate.accepted, true) THEN 'not accepted'
    WHEN coalesce(mandate.valid_from > $today, false) THEN 'not yet valid'
    ELSE 'no longer valid' END AS because
ORDER BY mandate_id;
