// The picture as a file: PNG from the canvas, SVG written anew.

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (picture, suffix) => `${shorten(picture.title, 60).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "picture"}.${suffix}`;

function savePng(stage) {
  const source = stage.element.querySelector("canvas");
  const target = el("canvas", { width: source.width, height: source.height });
  const context = target.getContext("2d");
  context.fillStyle = paper();
  context.fillRect(0, 0, target.width, target.height);
  context.drawImage(source, 0, 0);
  target.toBlob((blob) => save(blob, fileName(stage.picture, "png")), "image/png");
}

function svgOf(stage) {
  const { picture, hidden, box } = stage;
  const drawing = svg("svg", {
    xmlns: SVG, viewBox: `${box.left} ${box.top} ${box.width} ${box.height}`, width: box.width, height: box.height,
    "font-family": FONT, role: "img",
  }, svg("title", {}, shorten(picture.title)));
  drawing.append(svg("rect", { x: box.left, y: box.top, width: box.width, height: box.height, fill: paper() }));
  const [left, right] = band(picture);
  picture.lanes.forEach((lane, at) => drawing.append(
    svg("rect", { x: left, y: lane.y, width: right - left, height: lane.height, fill: at % 2 ? paper() : wash() }),
  ));
  for (const line of picture.lines) {
    if (hidden.has(line.from) || hidden.has(line.to)) continue;
    const from = picture.spots[line.from], to = picture.spots[line.to];
    drawing.append(svg("line", {
      x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: tone(line.status), "stroke-opacity": picture.wide ? 0.55 : 0.85,
      "stroke-width": picture.wide ? 1.2 : 1.6, "stroke-dasharray": dashesOf(line).join(" "),
    }));
  }
  for (const lane of picture.lanes) drawing.append(...wrapped(lane.name, 14).map((line, row, all) => svg("text", {
    x: left + 10, y: lane.y + lane.height / 2 - 7 * (all.length - 1) + 14 * row, "dominant-baseline": "central",
    "font-size": 11, "font-weight": 600, fill: tone(""), stroke: paper(), "stroke-width": 4, "paint-order": "stroke",
  }, line)));
  for (const spot of picture.spots) if (!hidden.has(spot.id)) drawing.append(...spotAsSvg(spot, picture));
  return new XMLSerializer().serializeToString(drawing);
}

function spotAsSvg(spot, picture) {
  const text = caption(spot, picture);
  const open = spot.status === "missing" || spot.status === "ungoverned";
  const shape = text.boxed
    ? svg("rect", { x: spot.x - BOX.width / 2, y: spot.y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 4, fill: wash(), stroke: tone("") })
    : svg("path", { d: outline(spot.shape, spot.x, spot.y, spot.size), fill: open ? paper() : tone(spot.status), stroke: tone(spot.status), "stroke-width": open ? 3 : 1.5 });
  const words = text.lines.map((line, at) => svg("text", {
    x: text.x, y: text.y + at * 14, "text-anchor": text.align, "dominant-baseline": "central", "font-size": text.size,
    fill: ink(), stroke: text.boxed ? "none" : paper(), "stroke-width": 3, "paint-order": "stroke",
  }, line));
  return [shape, ...words];
}

const saveSvg = (stage) => save(new Blob([svgOf(stage)], { type: "image/svg+xml" }), fileName(stage.picture, "svg"));
