// title: Cross-functional processes whose owner is vacant
// question: For which cross-functional processes is an owner recorded whom nobody fills?
// param: min_functions integer = 2  how many functions make a process cross-functional
// column: process string  id of the process
// column: name string  its name, or its id where it has none
// column: named list  ids of what is recorded as owner
// column: owner_source string  direct, accountable or inherited
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
// Recorded owners: OWNS, else RACI's A, else those of the nearest processes above that have some.
MATCH up = (proc)-[:ANSWERS_TO*0..12]->(whole:Process)
WHERE EXISTS { MATCH (whole)<-[:OWNS]-() } OR EXISTS { MATCH (whole)-[involved:INVOLVES]->() WHERE involved.raci = 'A' }
WITH proc, functions, whole.id AS whole, min(length(up)) AS steps
WITH proc, functions, min(steps) AS nearest, collect({id: whole, steps: steps}) AS above
UNWIND above AS candidate
WITH proc, functions, nearest, candidate
WHERE candidate.steps = nearest
MATCH (whole:Process {id: candidate.id})-[link:OWNS|INVOLVES]-(named:Person|Role|Function)
WHERE link.raci IS NULL OR link.raci = 'A' AND NOT EXISTS { MATCH (whole)<-[:OWNS]-() }
WITH DISTINCT proc, functions, nearest, named,
  CASE WHEN nearest > 0 THEN 'inherited' WHEN link.raci IS NULL THEN 'direct' ELSE 'accountable' END AS owner_source
// Who holds that: an active person; a role's active holders, or itself where nobody is recorded as its holder; for a
// function, who heads it or a function above. (Nothing leads on from these by EMPOWERS: it is named so that the
// embedded engine starts from people and roles as well.)
OPTIONAL MATCH (named)-[:PART_OF|EMPOWERS*0..12]->(place)<-[:HEADS*0..1]-(head)<-[:HOLDS*0..1]-(person:Person|Role)
WITH proc, owner_source, named.id AS named_id, max(CASE
  WHEN person.id IS NULL OR NOT coalesce(person.active, true) OR coalesce(head.vacant, false) THEN 0
  WHEN EXISTS { MATCH (person)<-[:HOLDS]-(:Person) } THEN 0
  WHEN place.id <> named.id AND EXISTS { MATCH (place)-[:PART_OF*1..12]->(named) } THEN 0
  ELSE 1 END) AS filled
ORDER BY named_id SKIP 0
WITH proc, owner_source, collect(named_id) AS named, max(filled) AS filled
WHERE filled = 0
RETURN proc.id AS process, coalesce(proc.name, proc.id) AS name, named, owner_source
ORDER BY process;
