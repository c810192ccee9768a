// title: The verdict by position alone
// question: Which cross-functional processes would be governed by the position of their owner, without any mandate?
// param: min_functions integer = 2  how many functions make a process cross-functional
// column: process string  id of the process
// column: owner string  id of the owner
// column: owner_source string  direct, accountable or inherited
// column: empowered boolean  whether the owner commands the process or all functions that take part
// column: elements integer  how many elements the owner needs authority over
// column: held integer  over how many the owner has it, by command or by a dotted line
// column: ungoverned integer  how many nobody commands
// column: verdict string  governed, gap or unknown, for this owner
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
MATCH (unit:Function)
WHERE unit.id IN functions
WITH proc, owner_source, person, CASE WHEN EXISTS { MATCH (proc)-[:ANSWERS_TO*1..30]->(person) }
  THEN 1 ELSE 0 END AS commands,
  min(CASE WHEN EXISTS { MATCH (unit)-[:ANSWERS_TO*1..30]->(person) } THEN 1 ELSE 0 END) AS commands_all
MATCH (proc)<-[:ANSWERS_TO*0..12]-(part:Process)-[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  AND NOT (coalesce(x.kind, '') IN ['coe', 'external'] AND EXISTS { MATCH (x)<-[:PERFORMED_BY]-(:Process) })
WITH DISTINCT proc, owner_source, person, commands, commands_all, x
// An owner need not be given authority over themselves.
WHERE NOT (x.id = person.id AND EXISTS { MATCH (x)<-[:INVOLVES]-(:Process) })
WITH proc, owner_source, person, commands, commands_all, CASE
    WHEN EXISTS { MATCH (x)-[:ANSWERS_TO*1..30]->(person) } THEN 'held'
    WHEN EXISTS { MATCH (x)-[line:REPORTS_TO]->(person) WHERE line.line = 'dotted' } THEN 'held'
    WHEN EXISTS { MATCH (x)-[:ANSWERS_TO*1..30]->(boss:Person|Role) WHERE coalesce(boss.active, true) } THEN 'missing'
    WHEN EXISTS { MATCH (x)-[:HEADS]->(:Function) }
    OR EXISTS { MATCH (x)-[:HOLDS]->(:Role)-[:HEADS]->(:Function) } THEN 'missing'
    ELSE 'ungoverned' END AS status
WITH proc, owner_source, person, commands + commands_all > 0 AS empowered, count(*) AS elements,
  sum(CASE status WHEN 'held' THEN 1 ELSE 0 END) AS held, sum(CASE status WHEN 'ungoverned'
    THEN 1 ELSE 0 END) AS ungoverned
RETURN proc.id AS process, person.id AS owner, owner_source, empowered, elements, held, ungoverned, CASE
    WHEN NOT empowered OR held + ungoverned < elements THEN 'gap'
    WHEN ungoverned > 0 THEN 'unknown'
    ELSE 'governed' END AS verdict
ORDER BY process, owner;
