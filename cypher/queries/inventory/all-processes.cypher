// title: All processes
// question: Which processes are there, how large are they, and what are they part of?
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: level string  enterprise, process, subprocess or activity; empty where nothing is recorded
// column: strategic boolean  whether it is recorded as a strategic asset
// column: part_of list  ids of the processes it is directly part of
// column: parts integer  how many processes are directly part of it
// engines: neo4j, embedded
MATCH (proc:Process)
OPTIONAL MATCH (proc)<-[:PART_OF]-(part:Process)
WITH proc, count(DISTINCT part.id) AS parts
OPTIONAL MATCH (proc)-[:PART_OF]->(whole:Process)
WITH proc, parts, whole.id AS whole_id
ORDER BY whole_id SKIP 0
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, coalesce(proc.level, '') AS level,
  coalesce(proc.strategic, false) AS strategic, collect(whole_id) AS part_of, parts
ORDER BY process;
