// title: What nobody has authority over
// question: On what do cross-functional processes depend that nobody commands?
// param: min_functions integer = 2  how many functions make a process cross-functional
// column: dimension string  people, functions, technology, rules, workflow or resources
// column: element string  id of the element
// column: name string  its name, or its id where it has none
// column: processes list  ids of the cross-functional processes that depend on it
// engines: neo4j, embedded
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
MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  AND NOT (coalesce(x.kind, '') IN ['coe', 'external'] AND EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) })
WITH DISTINCT proc, x
WHERE NOT EXISTS { MATCH (x)-[:ANSWERS_TO*1..30]->(boss:Person|Role) WHERE coalesce(boss.active, true) }
  AND NOT EXISTS { MATCH (x)-[:HEADS]->(:Function) }
  AND NOT EXISTS { MATCH (x)-[:HOLDS]->(:Role)-[:HEADS]->(:Function) }
WITH x, proc.id AS proc_id
ORDER BY proc_id SKIP 0
WITH x, collect(proc_id) AS processes
RETURN CASE
    WHEN EXISTS { MATCH (x)<-[:INVOLVES]-(:Process) } THEN 'people'
    WHEN EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) } THEN 'functions'
    WHEN EXISTS { MATCH (x)<-[:USES]-(:Process) } THEN 'technology'
    WHEN EXISTS { MATCH (x)<-[:GOVERNED_BY]-(:Process) } THEN 'rules'
    WHEN EXISTS { MATCH (x)<-[:FOLLOWS]-(:Process) } THEN 'workflow'
    ELSE 'resources' END AS dimension, x.id AS element, coalesce(x.name, x.id) AS name, processes
ORDER BY dimension, element;
