// title: Circles of command
// question: Who or what stands in a line of command or of parts that runs in a circle, and so counts for nothing?
// column: lower string  id of the person, function or process below
// column: upper string  id of the one above, from whom a way leads back
// column: relationship string  REPORTS_TO or PART_OF
// engines: neo4j, embedded
// ANSWERS_TO leaves out what lies on a circle; so what is recorded and missing there lies on one.
MATCH (below)-[line:REPORTS_TO|PART_OF]->(above)
WHERE coalesce(line.line, 'solid') = 'solid' AND NOT EXISTS { MATCH (below)-[:ANSWERS_TO]->(above) }
WITH DISTINCT below, above
RETURN below.id AS lower, above.id AS upper,
  CASE WHEN EXISTS { MATCH (below)-[:REPORTS_TO]->(above) } THEN 'REPORTS_TO' ELSE 'PART_OF' END AS relationship
ORDER BY relationship, lower, upper;
