// What is around one node, in rings; of what is too much, the nearest stay.

const MOST_AROUND = 150;
const RING = 190;
const APART = 112;

function neighbourhood(organisation, node, depth) {
  const rings = [[node]];
  const at = new Map([[node, 0]]);
  let left = 0, next = 1;
  for (let step = 1; step <= depth; step += 1) {
    const ring = [];
    for (const inner of rings[step - 1]) {
      for (const [, other] of organisation.neighbours(inner)) {
        if (at.has(other)) continue;
        if (next >= MOST_AROUND) {
          at.set(other, -1);
          left += 1;
          continue;
        }
        at.set(other, next);
        next += 1;
        ring.push(other);
      }
    }
    rings.push(ring);
  }
  const spots = [];
  let radius = 0;
  rings.forEach((ring, step) => {
    radius = step ? Math.max(radius + RING, (ring.length * APART) / (2 * Math.PI)) : 0;
    ring.forEach((each, place) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * (place + (step % 2 ? 0 : 0.5))) / Math.max(ring.length, 1);
      const kind = organisation.label(each), row = organisation.rowOf.get(each);
      spots.push({
        id: at.get(each), node: each, kind, name: organisation.name(each), status: row === undefined ? "" : organisation.verdict(row),
        x: Math.round(1.25 * radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)),
        size: step ? 15 : 24, lane: -1, shape: organisation.shapes[kind], members: [],
      });
    });
  });
  spots.sort((one, other) => one.id - other.id);
  return { title: organisation.name(node), spots, lines: between(organisation, spots), lanes: [], cut: left };
}

function between(organisation, spots) {
  const at = new Map(spots.map((spot) => [spot.node, spot.id]));
  const lines = [];
  for (const spot of spots) {
    for (const [type, other, outward, note] of organisation.neighbours(spot.node)) {
      if (outward && at.get(other) >= 0) lines.push({ id: lines.length, from: spot.id, to: at.get(other), type, role: "proof", status: "", note });
    }
  }
  return lines;
}
