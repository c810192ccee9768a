// title: What owners lack, dimension by dimension
// question: Over which people, functions, technology, rules, workflow and resources do owners lack authority, mandates counted?
// param: today date  the day on which mandates must be current
// param: min_functions integer = 2  how many functions make a process cross-functional
// param: required list = ["influence", "influence", "influence", "influence", "influence", "influence"]  the level an owner needs over people, functions, technology, rules, workflow and resources, in this order
// column: process string  id of the cross-functional process
// column: owner string  id of the owner who is judged
// column: dimension string  people, functions, technology, rules, workflow or resources
// column: elements integer  how many elements of the dimension the process depends on
// column: missing list  ids of those that the owner lacks authority over
// column: ungoverned list  ids of those that nobody has authority over
// engines: neo4j
// why-not-embedded: chains of mandates are followed with subqueries and list functions that the embedded engine lacks
:param today => date();
:param min_functions => 2;
:param required => ["influence", "influence", "influence", "influence", "influence", "influence"];
// PART_OF of functions that lies on a circle counts for nothing; usually there is none.
CALL () {
  MATCH (lower:Function)-[circle:PART_OF]->(upper:Function)
  WHERE EXISTS { (upper)-[:PART_OF*0..]->(lower) }
  RETURN collect(circle) AS circular
}
WITH circular, ['people', 'functions', 'technology', 'rules', 'workflow', 'resources'] AS dimensions

MATCH (process:Process)

// Participation: everything looks at the process and its parts together. Between processes, ANSWERS_TO is PART_OF
// without circles.
CALL (process) {
  OPTIONAL MATCH (process) ((:Process)<-[:ANSWERS_TO]-(:Process))* (part)
    -[use:INVOLVES|PERFORMED_BY|USES|GOVERNED_BY|FOLLOWS|CONSUMES]->(x)
  WHERE coalesce(use.raci, 'R') IN ['R', 'A']
  WITH DISTINCT x, CASE type(use) WHEN 'INVOLVES' THEN 0 WHEN 'PERFORMED_BY' THEN 1 WHEN 'USES' THEN 2
    WHEN 'GOVERNED_BY' THEN 3 WHEN 'FOLLOWS' THEN 4 ELSE 5 END AS dimension
  RETURN [e IN collect({x: x, dimension: dimension}) WHERE e.x IS NOT NULL] AS taking_part
}
CALL (taking_part, circular) {
  UNWIND [e IN taking_part WHERE e.dimension < 2 | e.x] AS who
  // A person leads to the functions they are in, active or not; a role to its own, else to its holders'.
  CALL (who) {
    WITH who WHERE who:Function
    RETURN who AS unit
    UNION
    MATCH (who)-[:MEMBER_OF|BELONGS_TO]->(unit:Function)
    RETURN unit
    UNION
    MATCH (who)<-[:HOLDS]-(holder:Person)-[:MEMBER_OF]->(unit:Function)
    WHERE coalesce(holder.active, true) AND NOT coalesce(who.vacant, false) AND NOT EXISTS { (who)-[:BELONGS_TO]->() }
    RETURN unit
    UNION
    RETURN null AS unit
  }
  WITH who, collect(unit) AS units
  WITH collect(units) AS led_to
  WITH reduce(flat = [], units IN led_to | flat + units) AS units
  CALL (units, circular) {
    UNWIND units AS unit
    WITH DISTINCT unit WHERE NOT coalesce(unit.kind, 'function') IN ['coe', 'external']
    // Lifted to the nearest of kind `function`, all that are equally near.
    CALL (unit, circular) {
      MATCH up = (unit)-[:PART_OF*0..]->(above:Function)
      WHERE coalesce(above.kind, 'function') = 'function' AND none(r IN relationships(up) WHERE r IN circular)
      WITH length(up) AS steps, collect(DISTINCT above) AS near ORDER BY steps
      WITH collect(near) AS layers
      RETURN coalesce(layers[0], [unit]) AS lifted
    }
    UNWIND lifted AS function
    RETURN collect(DISTINCT function) AS lifted
  }
  // What is above another of them adds nothing.
  CALL (lifted, circular) {
    UNWIND lifted AS function
    MATCH up = (function)-[:PART_OF*1..]->(above:Function)
    WHERE above IN lifted AND none(r IN relationships(up) WHERE r IN circular)
    RETURN collect(DISTINCT above) AS above
  }
  RETURN [f IN lifted WHERE NOT f IN above] AS functions
}
WITH process, taking_part, functions, circular, dimensions
WHERE size(functions) >= $min_functions

// Recorded owners: OWNS, else RACI's A, else those of the nearest processes above that have some.
CALL (process) {
  MATCH up = (process) ((:Process)-[:ANSWERS_TO]->(:Process))* (whole)
  WITH whole, min(length(up)) AS steps,
    COLLECT { MATCH (owner)-[:OWNS]->(whole) RETURN DISTINCT owner } AS named,
    COLLECT { MATCH (whole)-[:INVOLVES {raci: 'A'}]->(owner) RETURN DISTINCT owner } AS accountable
  WHERE named <> [] OR accountable <> []
  WITH steps, named <> [] AS direct, CASE WHEN named <> [] THEN named ELSE accountable END AS owners
  WITH steps, collect(CASE WHEN direct THEN 'direct' ELSE 'accountable' END) AS sources, collect(owners) AS owners
  ORDER BY steps
  WITH collect({
    source: CASE steps WHEN 0 THEN sources[0] ELSE 'inherited' END,
    owners: reduce(flat = [], some IN owners | flat + some)
  }) AS layers
  RETURN layers[0].source AS owner_source, coalesce(layers[0].owners, []) AS named_owners
}
// Who holds that: an active person; a role's active holders, or itself where it stands for them; for a function,
// who heads it, else the nearest function above that has a head.
CALL (named_owners, circular) {
  UNWIND named_owners AS named
  CALL (named, circular) {
    MATCH (named:Person|Role)<-[:HOLDS*0..1]-(holder:Person|Role)
    WHERE coalesce(holder.active, true) AND NOT coalesce(named.vacant, false)
      AND (holder:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(holder) })
    RETURN collect(holder) AS holders
    UNION
    MATCH up = (named:Function)-[:PART_OF*0..]->(:Function)
    WHERE none(r IN relationships(up) WHERE r IN circular)
    WITH nodes(up)[-1] AS unit, length(up) AS steps
    MATCH (unit)<-[:HEADS]-(head)<-[:HOLDS*0..1]-(holder:Person|Role)
    WHERE coalesce(holder.active, true) AND NOT coalesce(head.vacant, false)
      AND (holder:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(holder) })
    WITH steps, collect(holder) AS near ORDER BY steps
    WITH collect(near) AS layers
    RETURN coalesce(layers[0], []) AS holders
  }
  UNWIND holders AS holder
  RETURN collect(DISTINCT holder) AS owners
}

// Mandates within the process or what it is part of, and those that cover a function which contains it.
CALL (process) {
  MATCH (process) ((:Process)-[:ANSWERS_TO]->(:Process))* (whole)<-[:WITHIN|COVERS]-(mandate:Mandate)
  WHERE coalesce(mandate.accepted, true)
    AND coalesce(mandate.valid_from <= $today, true) AND coalesce($today <= mandate.valid_until, true)
  RETURN collect(DISTINCT mandate) AS inside
}
CALL (process, owners, taking_part, inside, circular, dimensions) {
  UNWIND taking_part AS element
  WITH element.x AS x, element.dimension AS dimension
  WHERE NOT coalesce(x.kind, '') IN ['coe', 'external'] OR NOT x:Function
  WITH x, dimensions[dimension] AS dimension,
    CASE $required[dimension] WHEN 'none' THEN 0 WHEN 'influence' THEN 1 WHEN 'direct' THEN 2 ELSE 3 END AS needed,
    // Whoever commands it by position. A role that something answers to is one that stands for its holder.
    COLLECT {
      MATCH (x)-[:ANSWERS_TO*1..]->(above:Person|Role)
      WHERE coalesce(above.active, true)
      RETURN above
      UNION ALL
      WITH x AS above WHERE above:Person AND coalesce(above.active, true)
        OR above:Role AND NOT coalesce(above.vacant, false) AND NOT EXISTS { (:Person)-[:HOLDS]->(above) }
      RETURN above
    } AS commanders,
    COLLECT { MATCH (x)-[:REPORTS_TO {line: 'dotted'}]->(above) RETURN above } AS dotted
  WITH *, [o IN owners WHERE needed = 0 OR o IN commanders OR (needed = 1 AND o IN dotted)] AS holding
  // Else by a chain of mandates from somebody who commands it, each current, applying to it and high enough.
  CALL (x, dimension, needed, commanders, owners, holding, inside, circular, dimensions) {
    WITH x WHERE size(holding) < size(owners)
    CALL (x, circular) {
      CALL (x) {
        WITH x WHERE x:Function
        RETURN x AS home
        UNION
        MATCH (x)-[:MEMBER_OF|BELONGS_TO]->(home:Function)
        RETURN home
        UNION
        MATCH (x)<-[:OWNS]-(home:Function)
        RETURN home
      }
      MATCH up = (home)-[:PART_OF*0..]->(container:Function)<-[:COVERS]-(mandate:Mandate)
      WHERE none(r IN relationships(up) WHERE r IN circular)
      RETURN mandate
      UNION
      MATCH (x)<-[:COVERS]-(mandate:Mandate)
      RETURN mandate
    }
    WITH collect(DISTINCT mandate) AS covering
    WITH [m IN covering WHERE m IN inside OR NOT EXISTS { (m)-[:WITHIN]->() }
      AND NOT EXISTS { (m)-[:COVERS]->(:Process) }]
      + [m IN inside WHERE NOT m IN covering AND NOT EXISTS { (m)-[:COVERS]->(y) WHERE NOT y:Process }] AS applying
    UNWIND applying AS mandate
    WITH mandate
    WHERE coalesce(mandate.accepted, true)
      AND coalesce(mandate.valid_from <= $today, true) AND coalesce($today <= mandate.valid_until, true)
      AND dimension IN coalesce(mandate.dimensions, dimensions)
      AND CASE coalesce(mandate.level, 'influence') WHEN 'influence' THEN 1 WHEN 'direct' THEN 2 ELSE 3 END >= needed
    MATCH (mandate)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
    WHERE coalesce(grantor.active, true) AND NOT coalesce(granting.vacant, false)
      AND (grantor:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(grantor) })
    MATCH (mandate)-[:EMPOWERS]->(empowered)<-[:HOLDS*0..1]-(grantee:Person|Role)
    WHERE grantee <> grantor AND coalesce(grantee.active, true) AND NOT coalesce(empowered.vacant, false)
      AND (grantee:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(grantee) })
    WITH collect({to: grantee, by: grantor, on: coalesce(mandate.delegable, false)}) AS grants
    // Who can give it: whoever commands it, and who got it from one who can, and may pass it on.
    WITH grants, reduce(able = commanders, again IN grants |
      able + [g IN grants WHERE g.on AND g.by IN able AND NOT g.to IN able | g.to]) AS able
    RETURN [g IN grants WHERE g.by IN able | g.to] AS granted
    UNION
    RETURN [] AS granted
  }
  WITH x, dimension, commanders, holding, reduce(flat = [], some IN collect(granted) | flat + some) AS granted
  RETURN collect({
    x: x,
    dimension: dimension,
    holding: [o IN owners WHERE o IN holding OR o IN granted],
    governed: any(p IN commanders WHERE p <> x) OR EXISTS { (x:Person)-[:HEADS]->() }
      OR EXISTS { (x:Person)-[:HOLDS]->()-[:HEADS]->() }
      OR EXISTS { (x:Role)-[:HEADS]->() WHERE x IN commanders }
  }) AS elements
}
// The one owner who is judged: who holds most, then the first by id.
CALL (owners, elements) {
  UNWIND owners AS candidate
  RETURN candidate AS owner
  ORDER BY size([e IN elements WHERE candidate IN e.holding AND e.x <> candidate]) DESC, candidate.id, labels(candidate)
  LIMIT 1
  UNION
  WITH owners WHERE owners = []
  RETURN null AS owner
}
WITH process, owner, elements
WHERE owner IS NOT NULL
UNWIND elements AS element
WITH process, owner, element.dimension AS dimension, element.x AS x, owner IN element.holding AS held,
  element.governed AS governed
WHERE x <> owner
WITH process, owner, dimension, x, held, governed
ORDER BY x.id
RETURN process.id AS process, owner.id AS owner, dimension, count(*) AS elements,
  collect(CASE WHEN NOT held AND governed THEN x.id END) AS missing,
  collect(CASE WHEN NOT held AND NOT governed THEN x.id END) AS ungoverned
ORDER BY process, owner, dimension;
