// title: Processes that nobody performs
// question: For which processes without parts is neither a function nor anybody responsible or accountable recorded?
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// engines: neo4j, embedded
MATCH (proc:Process)
WHERE NOT EXISTS { MATCH (proc)-[work:PERFORMED_BY|INVOLVES]->() WHERE coalesce(work.raci, 'R') IN ['R', 'A'] }
  AND NOT EXISTS { MATCH (proc)<-[:ANSWERS_TO]-(:Process) }
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name
ORDER BY process;
