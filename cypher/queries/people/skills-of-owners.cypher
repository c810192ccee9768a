// title: Skills of process owners
// question: Which owners of cross-functional processes have which skills?
// param: min_functions integer = 2  how many functions make a process cross-functional
// column: owner string  id of the owner
// column: owner_name string  the owner's name
// column: skills list  what they have mastered, as recorded
// column: processes list  ids of the cross-functional processes they own
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
// function, who heads it or else the nearest function above. (Nothing leads on from these by EMPOWERS: it is named so
// that the embedded engine starts from people and roles as well.)
MATCH up = (named)-[:PART_OF|EMPOWERS*0..12]->(place)
WHERE place = named OR NOT EXISTS { MATCH (place)-[:PART_OF*1..12]->(named) }
MATCH (place)<-[:HEADS*0..1]-(head)<-[:HOLDS*0..1]-(person:Person|Role)
WHERE coalesce(person.active, true) AND NOT coalesce(head.vacant, false)
  AND NOT EXISTS { MATCH (person)<-[:HOLDS]-(:Person) }
WITH proc, functions, owner_source, named, min(length(up)) AS nearest
MATCH up = (named)-[:PART_OF|EMPOWERS*0..12]->(place)
WHERE length(up) = nearest AND (place = named OR NOT EXISTS { MATCH (place)-[:PART_OF*1..12]->(named) })
MATCH (place)<-[:HEADS*0..1]-(head)<-[:HOLDS*0..1]-(person:Person|Role)
WHERE coalesce(person.active, true) AND NOT coalesce(head.vacant, false)
  AND NOT EXISTS { MATCH (person)<-[:HOLDS]-(:Person) }
WITH DISTINCT proc, functions, owner_source, person
WITH DISTINCT person, proc.id AS proc_id
ORDER BY proc_id SKIP 0
WITH person, collect(proc_id) AS processes
RETURN person.id AS owner, coalesce(person.name, person.id) AS owner_name,
  coalesce(person.skills, []) AS skills, processes
ORDER BY owner, owner_name;
