// title: Circles of command
// question: Who or what stands in a line of command or of parts that runs in a circle, and so counts for nothing?
// column: lower_id string  id of the person, function or process below
// column: upper_id string  id of the one above, from whom a way leads back
// column: relationship string  REPORTS_TO or PART_OF
// engines: neo4j, embedded
// ANSWERS_TO leaves out what lies on a circle: what is recorded and not there does. A process is part of processes only.
MATCH (lower)-[line:REPORTS_TO|PART_OF]->(upper)
WHERE coalesce(line.line, 'solid') = 'solid' AND NOT EXISTS { MATCH (lower)-[:ANSWERS_TO]->(upper) }
WITH DISTINCT lower, upper
RETURN lower.id AS lower_id, upper.id AS upper_id,
  CASE WHEN EXISTS { MATCH (lower)-[:REPORTS_TO]->(upper) } THEN 'REPORTS_TO' ELSE 'PART_OF' END AS relationship
ORDER BY relationship, lower_id, upper_id;
