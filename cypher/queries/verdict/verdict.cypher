// title: The verdict on every process
// question: Which processes have an empowered owner with sufficient authority, which have not, and why?
// param: today date  the day on which mandates must be current
// param: min_functions integer = 2  how many functions make a process cross-functional
// param: empowering_roles list = ["ceo", "coo"]  kinds of role whose holders may empower the owner of any process
// param: required list = ["influence", "influence", "influence", "influence", "influence", "influence"]  the level an owner needs over people, functions, technology, rules, workflow and resources, in this order
// param: mandates_recorded string = "auto"  whether all mandates are recorded: true, false, or auto (if there is any)
// param: allow_shared_owner boolean = false  whether several people may own a process together
// column: process string  id of the process
// column: verdict string  governed, gap, unknown or functional
// column: reasons list  why there is a gap
// column: cross_functional boolean  whether it crosses functions; null where that is not known
// column: functions list  ids of the functions that take part
// column: owners list  ids of those who hold what is recorded as owner
// column: owner string  id of the owner who was judged
// column: owner_source string  direct, accountable or inherited; null where no owner is recorded
// column: empowered string  position, mandate, none or unmodelled; null where there is no owner
// column: held integer  how many elements of its footprint the owner has authority over
// column: missing list  ids of the elements that the owner lacks authority over
// column: ungoverned list  ids of the elements that nobody has authority over
// engines: neo4j
// why-not-embedded: chains of mandates are followed with subqueries and list functions that the embedded engine lacks
:param today => date();
:param min_functions => 2;
:param empowering_roles => ["ceo", "coo"];
:param required => ["influence", "influence", "influence", "influence", "influence", "influence"];
:param mandates_recorded => "auto";
:param allow_shared_owner => false;
// PART_OF of functions that lies on a circle counts for nothing; usually there is none.
CALL () {
  MATCH (lower:Function)-[circle:PART_OF]->(upper:Function)
  WHERE EXISTS { (upper)-[:PART_OF*0..]->(lower) }
  RETURN collect(circle) AS circular
}
// Whoever holds a role of an empowering kind, by its kind or else its name, or has the title of one.
WITH circular, [
    ['ceo', 'ceo|chief\\s+executive\\s+officer'], ['coo', 'coo|chief\\s+operating\\s+officer'],
    ['cfo', 'cfo|chief\\s+financial\\s+officer'], ['cio', 'cio|chief\\s+information\\s+officer'],
    ['cpo', 'chief\\s+process\\s+officer'], ['chro', 'chief\\s+human\\s+resources\\s+officer'],
    ['cmo', 'chief\\s+marketing\\s+officer'], ['cto', 'chief\\s+technology\\s+officer']
  ] AS names
WITH circular, '(?i)\\s*(' + reduce(words = 'nobody', name IN names |
    CASE WHEN name[0] IN $empowering_roles THEN words + '|' + name[1] ELSE words END) + ')\\s*' AS empowering
WITH circular, COLLECT {
  MATCH (role:Role)<-[:HOLDS*0..1]-(holder:Person|Role)
  WHERE CASE WHEN role.kind IS NULL THEN coalesce(role.name, role.id) =~ empowering
      ELSE toLower(trim(role.kind)) IN $empowering_roles END
    AND coalesce(holder.active, true) AND NOT coalesce(role.vacant, false)
    AND (holder:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(holder) })
  RETURN holder AS executive
  UNION
  MATCH (executive:Person)
  WHERE executive.title =~ empowering AND coalesce(executive.active, true)
  RETURN executive
} AS executives
// Command that runs in a circle gives nobody anything, so ANSWERS_TO leaves it out; but whoever answers to an owner, if
// only in a circle, is not independent of them. These edges, and what they lead to; usually there are none.
CALL (circular) {
  CALL (circular) {
    MATCH (lower:Person)-[line:REPORTS_TO]->(upper:Person)
    WHERE coalesce(line.line, 'solid') = 'solid' AND NOT EXISTS { (lower)-[:ANSWERS_TO]->(upper) }
    RETURN lower, upper
    UNION
    MATCH (lower:Function)-[:PART_OF]->(upper:Function)
    WHERE NOT EXISTS { (lower)-[:ANSWERS_TO]->(upper) }
    RETURN lower, upper
    UNION
    MATCH (lower:Function)<-[:HEADS]-(head)<-[:HOLDS*0..1]-(upper:Person|Role)
    WHERE NOT EXISTS { (lower)-[:ANSWERS_TO]->(upper) }
      AND coalesce(upper.active, true) AND NOT coalesce(head.vacant, false)
      AND (upper:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(upper) })
    RETURN lower, upper
    UNION
    MATCH (lower:Role)<-[:HOLDS]-(upper:Person)
    WHERE coalesce(upper.active, true) AND NOT coalesce(lower.vacant, false)
      AND NOT EXISTS { (lower)-[:ANSWERS_TO]->(upper) }
    RETURN lower, upper
    UNION
    MATCH (lower:Role)-[:BELONGS_TO]->(upper:Function)
    WHERE NOT EXISTS { (lower)-[:ANSWERS_TO]->(upper) } AND (lower.vacant OR EXISTS { (lower)<-[:HOLDS]-() })
    RETURN lower, upper
    UNION
    // Without a manager, by function: one's own, and those above what one heads, but nothing that one heads.
    MATCH (lower:Person|Role)
    WHERE NOT EXISTS { (lower)-[line:REPORTS_TO]->() WHERE coalesce(line.line, 'solid') = 'solid' }
      AND CASE WHEN lower:Role THEN NOT coalesce(lower.vacant, false)
      AND NOT EXISTS { (lower)<-[:HOLDS]-() } ELSE true END
    CALL (lower, circular) {
      MATCH (lower)-[:MEMBER_OF|BELONGS_TO]->(upper:Function)
      RETURN upper
      UNION
      MATCH (lower)-[:HOLDS*0..1]->()-[:HEADS]->(:Function)-[above:PART_OF]->(upper:Function)
      WHERE NOT above IN circular
      RETURN upper
    }
    WITH lower, upper
    WHERE NOT EXISTS { (lower)-[:ANSWERS_TO]->(upper) } AND NOT EXISTS {
      MATCH up = (upper)-[:PART_OF*0..]->(:Function)<-[:HEADS]-()<-[:HOLDS*0..1]-(lower)
      WHERE none(r IN relationships(up) WHERE r IN circular)
    }
    RETURN lower, upper
  }
  WITH lower, upper WHERE lower <> upper
  RETURN collect({
    lower: lower, upper: upper, above: COLLECT { MATCH (upper)-[:ANSWERS_TO*0..]->(above) RETURN DISTINCT above }
  }) AS circles
}
WITH circular, executives, circles,
  ['people', 'functions', 'technology', 'rules', 'workflow', 'resources'] AS dimensions,
  $mandates_recorded = 'true' OR $mandates_recorded = 'auto' AND EXISTS { (:Mandate) } AS recorded

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
  WITH all(units IN led_to WHERE units <> []) AS all_placed, reduce(flat = [], units IN led_to | flat + units) AS units
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
  RETURN [f IN lifted WHERE NOT f IN above] AS functions, all_placed
}
WITH *, CASE
  WHEN size(functions) >= $min_functions THEN true
  WHEN functions <> [] AND all_placed THEN false END AS cross_functional

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
// Authority matters where the process is cross-functional, or to choose among several owners.
CALL (process, owners, taking_part, cross_functional, inside, circular, dimensions) {
  UNWIND CASE WHEN cross_functional OR size(owners) > 1 THEN taking_part ELSE [] END AS element
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
WITH *, [e IN elements WHERE owner IS NOT NULL AND e.x <> owner] AS footprint

// Empowerment: by position, or by a mandate about the process from somebody entitled.
CALL (process, owner, functions, executives, inside, circular, circles) {
  WITH owner WHERE owner IS NOT NULL
  WITH COLLECT {
    MATCH (process)-[:ANSWERS_TO*1..]->(above:Person|Role)
    WHERE coalesce(above.active, true)
    RETURN DISTINCT above
  } AS commanders
  WITH commanders, owner IN executives OR owner IN commanders
    OR functions <> [] AND all(f IN functions WHERE EXISTS { (f)-[:ANSWERS_TO*1..]->(owner) }) AS by_position
  CALL (process, owner, executives, commanders, by_position, inside, circular, circles) {
    WITH process WHERE NOT by_position
    CALL (process, circular, inside) {
      UNWIND inside AS mandate
      RETURN mandate
      UNION
      MATCH (process)-[:BELONGS_TO]->(home:Function)
      MATCH up = (home)-[:PART_OF*0..]->(:Function)<-[:COVERS]-(mandate:Mandate)
      WHERE none(r IN relationships(up) WHERE r IN circular)
      RETURN mandate
      UNION
      MATCH (process)<-[:OWNS]-(home:Function)
      MATCH up = (home)-[:PART_OF*0..]->(:Function)<-[:COVERS]-(mandate:Mandate)
      WHERE none(r IN relationships(up) WHERE r IN circular)
      RETURN mandate
    }
    WITH DISTINCT mandate
    WHERE coalesce(mandate.accepted, true)
      AND coalesce(mandate.valid_from <= $today, true) AND coalesce($today <= mandate.valid_until, true)
    MATCH (mandate)<-[:GRANTS]-(granting)<-[:HOLDS*0..1]-(grantor:Person|Role)
    WHERE coalesce(grantor.active, true) AND NOT coalesce(granting.vacant, false)
      AND (grantor:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(grantor) })
    MATCH (mandate)-[:EMPOWERS]->(empowered)<-[:HOLDS*0..1]-(grantee:Person|Role)
    WHERE grantee <> grantor AND coalesce(grantee.active, true) AND NOT coalesce(empowered.vacant, false)
      AND (grantee:Person OR NOT EXISTS { (:Person)-[:HOLDS]->(grantee) })
    WITH collect({to: grantee, by: grantor, on: coalesce(mandate.delegable, false)}) AS grants
    WITH grants, reduce(able = executives + commanders, again IN grants |
      able + [g IN grants WHERE g.on AND g.by IN able AND NOT g.to IN able | g.to]) AS entitled
    UNWIND [g IN grants WHERE g.to = owner AND g.by IN entitled | g.by] AS grantor
    WITH grantor, COLLECT { MATCH (grantor)-[:ANSWERS_TO*1..]->(above) RETURN DISTINCT above } AS above
    WITH reduce(above = [grantor] + above, again IN CASE WHEN any(c IN circles WHERE owner IN c.above)
      THEN circles ELSE [] END |
      above + reduce(more = [], c IN [c IN circles WHERE c.lower IN above AND NOT c.upper IN above]
        | more + c.above)) AS above
    RETURN NOT owner IN above AS by_mandate
    UNION
    RETURN false AS by_mandate
  }
  WITH by_position, max(CASE WHEN by_mandate THEN 1 ELSE 0 END) = 1 AS by_mandate
  RETURN CASE WHEN by_position THEN 'position' WHEN by_mandate THEN 'mandate' ELSE '' END AS authority
  UNION
  WITH owner WHERE owner IS NULL
  RETURN null AS authority
}
WITH *, CASE WHEN authority = '' THEN CASE WHEN recorded THEN 'none' ELSE 'unmodelled' END ELSE authority END
    AS empowered,
  CASE WHEN cross_functional
    THEN [e IN footprint WHERE NOT owner IN e.holding AND e.governed | e.x.id] ELSE [] END AS missing,
  CASE WHEN cross_functional
    THEN [e IN footprint WHERE NOT owner IN e.holding AND NOT e.governed | e.x.id] ELSE [] END AS ungoverned
WITH *, CASE WHEN cross_functional THEN
    CASE WHEN named_owners = [] THEN ['no-owner'] ELSE [] END
    + CASE WHEN named_owners <> [] AND owners = [] THEN ['vacant-owner'] ELSE [] END
    + CASE WHEN size(owners) > 1 AND NOT $allow_shared_owner AND owner_source <> 'inherited'
    THEN ['shared-owner'] ELSE [] END
    + CASE WHEN empowered = 'none' THEN ['not-empowered'] ELSE [] END
    + CASE WHEN missing <> [] THEN ['insufficient-authority'] ELSE [] END
  ELSE [] END AS reasons
RETURN process.id AS process,
  CASE
    WHEN NOT cross_functional THEN 'functional'
    WHEN cross_functional IS NULL THEN 'unknown'
    WHEN reasons <> [] THEN 'gap'
    WHEN empowered = 'unmodelled' OR ungoverned <> [] OR footprint = [] THEN 'unknown'
    ELSE 'governed'
  END AS verdict,
  reasons,
  cross_functional,
  COLLECT { UNWIND functions AS f RETURN f.id ORDER BY f.id } AS functions,
  COLLECT { UNWIND owners AS o RETURN o.id ORDER BY o.id } AS owners,
  owner.id AS owner,
  owner_source,
  empowered,
  CASE WHEN cross_functional AND owner IS NOT NULL THEN size(footprint) - size(missing) - size(ungoverned) END AS held,
  COLLECT { UNWIND missing AS id RETURN id ORDER BY id } AS missing,
  COLLECT { UNWIND ungoverned AS id RETURN id ORDER BY id } AS ungoverned
ORDER BY process;
