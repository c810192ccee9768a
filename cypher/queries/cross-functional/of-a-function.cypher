// title: What a function takes part in
// question: In which cross-functional processes does a function take part, with whom, and who owns them?
// param: function string = "sales"  the function asked about
// param: min_functions integer = 2  how many functions make a process cross-functional
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: others list  ids of the other functions that take part
// column: owners list  ids of what is recorded as owner of the process itself
// engines: neo4j, embedded
:param function => "sales";
:param min_functions => 2;
// Cross-functional processes and their functions. A process and its parts are looked at together; a role stands for
// its own function, else for those of its holders; centres of excellence and outsiders do not count.
MATCH (proc:Process)<-[:ANSWERS_TO*0..12]-(part:Process)-[work:PERFORMED_BY|INVOLVES]->(who)
WHERE coalesce(work.raci, 'R') IN ['R', 'A']
OPTIONAL MATCH (who)-[:MEMBER_OF|BELONGS_TO]->(own:Function)
OPTIONAL MATCH (who)<-[:HOLDS]-(holder:Person)-[:MEMBER_OF]->(through:Function)
WHERE coalesce(holder.active, true)
WITH DISTINCT proc, CASE
  WHEN work.raci IS NULL THEN who.id
  WHEN own.id IS NOT NULL OR coalesce(who.vacant, false) THEN own.id
  ELSE through.id END AS id
// Teams count as the nearest function above them, or as themselves where there is none.
MATCH up = (unit:Function {id: id})-[:PART_OF*0..12]->(above:Function)
WHERE NOT coalesce(unit.kind, 'function') IN ['coe', 'external'] AND (above = unit
  OR coalesce(above.kind, 'function') = 'function' AND NOT EXISTS { MATCH (above)-[:PART_OF*1..12]->(unit) })
WITH proc, unit, above.id AS function,
  min(CASE coalesce(above.kind, 'function') WHEN 'function' THEN length(up) ELSE 99 END) AS steps
WITH proc, unit, min(steps) AS nearest, collect({id: function, steps: steps}) AS above
UNWIND above AS candidate
WITH proc, nearest, candidate
WHERE candidate.steps = nearest
WITH proc, collect(DISTINCT candidate.id) AS lifted
// A function above another one of them adds nothing.
UNWIND lifted AS id
MATCH (function:Function {id: id})
OPTIONAL MATCH (function)-[:PART_OF*1..12]->(wider:Function)
WHERE wider.id IN lifted AND NOT EXISTS { MATCH (wider)-[:PART_OF*1..12]->(function) }
WITH proc, lifted, collect(DISTINCT wider.id) AS wider
UNWIND lifted AS id
WITH proc, id, wider
WHERE NOT id IN wider
WITH proc, id
ORDER BY id SKIP 0
WITH proc, collect(id) AS functions
WHERE size(functions) >= $min_functions
UNWIND functions AS other
WITH proc, functions, other
WHERE $function IN functions AND other <> $function
WITH proc, other
ORDER BY other SKIP 0
WITH proc, collect(other) AS others
OPTIONAL MATCH (proc)<-[:OWNS]-(named)
WITH proc, others, named.id AS named_id
ORDER BY named_id SKIP 0
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, others, collect(DISTINCT named_id) AS owners
ORDER BY process;
