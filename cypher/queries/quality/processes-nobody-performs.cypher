// title: Processes that nobody performs
// question: For which processes is neither a function nor anybody responsible recorded, in them or in their parts?
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// engines: neo4j, embedded
MATCH (proc:Process)
WHERE NOT EXISTS { MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[work:PERFORMED_BY|INVOLVES]->()
  WHERE coalesce(work.raci, 'R') IN ['R', 'A'] }
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name
ORDER BY process;
