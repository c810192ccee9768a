// The picture on the canvas: vis-network draws shapes and lines where Python put them, names and lanes are ours.

const MARGIN = { across: 80, down: 44 };
const LEGIBLE = 0.6;
const GUTTER = 104; // at the left of lanes, for their names

// How far the names at either side of an overview reach out.
const reach = (spots) => Math.max(60, ...spots.filter((spot) => spot.kind !== "Function")
  .map((spot) => spot.size + 26 + 6.9 * Math.min(spot.name.length, 34)));

// From where to where lanes go.
function band(picture) {
  const inside = picture.spots.filter((spot) => spot.lane >= 0).map((spot) => spot.x);
  return inside.length ? [Math.min(...inside) - 66 - GUTTER, Math.max(...inside) + 70] : [0, 0];
}

class Stage {
  constructor(element, options, events) {
    this.element = element;
    this.events = events;
    this.picture = null;
    this.hidden = new Set();
    this.chosen = null;
    this.stressed = null;
    this.nodes = new vis.DataSet();
    this.lines = new vis.DataSet();
    this.network = new vis.Network(element, { nodes: this.nodes, edges: this.lines }, options);
    element.querySelector("canvas").setAttribute("aria-hidden", "true");
    for (const inner of element.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
    this.network.on("beforeDrawing", (context) => this.paintLanes(context));
    this.network.on("afterDrawing", (context) => this.paintNames(context));
    this.network.on("click", (event) => this.clicked(event, false));
    this.network.on("doubleClick", (event) => this.clicked(event, true));
    this.network.on("hoverNode", () => { element.style.cursor = "pointer"; });
    this.network.on("blurNode", () => { element.style.cursor = ""; });
    element.addEventListener("keydown", (event) => this.pressed(event));
    element.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    new ResizeObserver(() => { if (this.picture && element.clientWidth) { this.size(); this.begin(); } }).observe(element);
  }

  // Show a picture. `stressed` is a set of positions whose lines are drawn thick while all else is pale.
  show(picture, stressed = null) {
    this.picture = picture;
    this.stressed = stressed;
    this.hidden = new Set();
    this.chosen = null;
    this.touching = picture.spots.map(() => []);
    for (const line of picture.lines) {
      this.touching[line.from].push(line.to);
      this.touching[line.to].push(line.from);
    }
    this.nodes.clear();
    this.lines.clear();
    this.nodes.add(picture.spots.map((spot) => this.node(spot)));
    this.lines.add(picture.lines.map((line) => this.line(line)));
    this.size();
    this.begin();
  }

  node(spot) {
    const colour = tone(spot.status);
    const boxed = caption(spot, this.picture).boxed;
    const pale = this.stressed && !this.stressed.has(spot.id);
    const open = spot.status === "missing" || spot.status === "ungoverned";
    const fill = boxed ? wash() : open ? paper() : colour;
    return {
      id: spot.id, x: spot.x, y: spot.y, shape: boxed ? "box" : spot.shape === "ellipse" ? "dot" : spot.shape,
      size: spot.size, opacity: pale ? 0.35 : 1, borderWidth: boxed ? 1 : open ? 3 : 1.5,
      color: { background: fill, border: boxed ? tone("") : colour, hover: { background: fill, border: ink() } },
      shapeProperties: { borderDashes: boxed || !open ? false : look.all[spot.status].dashes.map((each) => each / 2) },
      ...(boxed ? {
        label: shorten(spot.name, 22), font: { color: ink(), size: LETTERS, face: FONT },
        widthConstraint: BOX.width - 16, heightConstraint: BOX.height - 10, margin: 5,
      } : {}),
      hidden: this.hidden.has(spot.id),
    };
  }

  line(line) {
    const thick = this.stressed && this.stressed.has(line.from) && this.stressed.has(line.to);
    const pale = this.stressed && !thick;
    const colour = tone(line.status);
    const dashes = dashesOf(line);
    return {
      id: line.id, from: line.from, to: line.to, dashes: dashes.length ? dashes : false,
      width: thick ? 4 : this.picture.wide ? 1.2 : 1.6, chosen: false,
      color: { color: colour, opacity: pale ? 0.25 : this.picture.wide ? 0.55 : 0.85, hover: colour, inherit: false },
      arrows: { to: { enabled: !this.picture.wide && line.role !== "footprint", scaleFactor: 0.45 } },
    };
  }

  get box() {
    const { spots, lanes, wide } = this.picture;
    const xs = spots.map((spot) => spot.x), ys = spots.map((spot) => spot.y);
    const across = wide ? reach(spots) : MARGIN.across, down = MARGIN.down;
    const ends = lanes.flatMap((lane) => [lane.y, lane.y + lane.height]);
    const left = Math.min(0, ...xs) - across, right = Math.max(band(this.picture)[1] - across, 0, ...xs) + across;
    const top = Math.min(0, ...ys, ...ends) - down, bottom = Math.max(0, ...ys, ...ends) + down;
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  }

  // As high as the picture needs at the width there is, within reason.
  size() {
    const scale = Math.max(Math.min(this.element.clientWidth / this.box.width, 1.1), LEGIBLE);
    const height = Math.max(340, Math.min(this.box.height * scale, this.picture.wide ? 680 : 860));
    this.element.style.height = `${Math.round(height)}px`;
    this.network.setSize("100%", "100%");
  }

  // What is seen first: all of it where that is legible, else the part around the owner or whatever is in the middle.
  begin() {
    this.fit();
    if (this.network.getScale() >= LEGIBLE) return;
    const { box, element } = this, middle = this.picture.spots.find((spot) => spot.status === "owner") ?? this.picture.spots[0];
    const across = element.clientWidth / LEGIBLE / 2, down = element.clientHeight / LEGIBLE / 2;
    const within = (at, low, high) => (low > high ? (low + high) / 2 : Math.min(Math.max(at, low), high));
    const x = within(middle.x, box.left + across, box.right - across), y = within(middle.y, box.top + down, box.bottom - down);
    this.network.moveTo({ position: { x, y }, scale: LEGIBLE });
  }

  fit() {
    const box = this.box;
    const scale = Math.min(this.element.clientWidth / box.width, this.element.clientHeight / box.height, 1.4);
    this.network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale });
  }

  zoom(factor) { this.network.moveTo({ scale: Math.max(0.1, Math.min(this.network.getScale() * factor, 5)) }); }

  zoomTo(at) {
    const spot = this.picture.spots[at];
    const animation = still() ? false : { duration: 350, easingFunction: "easeInOutQuad" };
    const scale = Math.max(this.network.getScale(), 1.1);
    this.network.moveTo({ position: { x: spot.x, y: spot.y }, scale, animation });
  }

  hide(hidden) {
    this.hidden = hidden;
    this.nodes.update(this.picture.spots.map((spot) => ({ id: spot.id, hidden: hidden.has(spot.id) })));
    this.network.redraw();
  }

  repaint() {
    if (!this.picture) return;
    this.nodes.update(this.picture.spots.map((spot) => this.node(spot)));
    this.lines.update(this.picture.lines.map((line) => this.line(line)));
    this.network.redraw();
  }

  choose(at) {
    this.chosen = at;
    this.network.redraw();
  }

  paintLanes(context) {
    if (!this.picture) return;
    const lanes = this.picture.lanes;
    if (!lanes.length) return;
    const [left, right] = band(this.picture);
    context.save();
    for (const [at, lane] of lanes.entries()) {
      context.fillStyle = at % 2 ? paper() : wash();
      context.fillRect(left, lane.y, right - left, lane.height);
    }
    context.restore();
  }

  // Above the lines, so that they stay legible.
  nameLanes(context) {
    const [left] = band(this.picture);
    context.font = `600 11px ${FONT}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.strokeStyle = paper();
    context.lineWidth = 4;
    context.fillStyle = tone("");
    for (const lane of this.picture.lanes) {
      const words = wrapped(lane.name, 14), middle = lane.y + lane.height / 2 - 7 * (words.length - 1);
      words.forEach((line, row) => {
        context.strokeText(line, left + 10, middle + 14 * row);
        context.fillText(line, left + 10, middle + 14 * row);
      });
    }
  }

  paintNames(context) {
    if (!this.picture) return;
    context.save();
    context.lineJoin = "round";
    this.nameLanes(context);
    for (const spot of this.picture.spots) {
      if (this.hidden.has(spot.id)) continue;
      const text = caption(spot, this.picture);
      const pale = this.stressed && !this.stressed.has(spot.id);
      if (!text.boxed) {
        context.globalAlpha = pale ? 0.45 : 1;
        context.font = `${spot.status === "owner" || spot.id === this.chosen ? "600 " : ""}${text.size}px ${FONT}`;
        context.textAlign = text.align === "middle" ? "center" : text.align;
        context.textBaseline = "middle";
        context.direction = "ltr";
        text.lines.forEach((line, at) => {
          context.strokeStyle = paper();
          context.lineWidth = 3;
          context.strokeText(line, text.x, text.y + at * 14);
          context.fillStyle = ink();
          context.fillText(line, text.x, text.y + at * 14);
        });
      }
      if (spot.id === this.chosen) this.ring(context, spot, text);
    }
    context.restore();
  }

  ring(context, spot, text) {
    context.globalAlpha = 1;
    context.strokeStyle = tone("owner");
    context.lineWidth = 3;
    context.beginPath();
    if (text.boxed) context.roundRect(spot.x - BOX.width / 2 - 4, spot.y - BOX.height / 2 - 6, BOX.width + 8, BOX.height + 12, 8);
    else context.arc(spot.x, spot.y, spot.size + 7, 0, 2 * Math.PI);
    context.stroke();
  }

  clicked(event, twice) {
    if (!event.nodes.length && !event.pointer) return;
    const at = this.network.getNodeAt(event.pointer.DOM);
    if (at === undefined) return;
    this.choose(at);
    if (twice || this.picture.wide) this.events.open(this.picture.spots[at]);
    else this.events.choose(this.picture.spots[at]);
  }

  wheeled(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }

  pressed(event) {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (direction) {
      event.preventDefault();
      this.step(direction);
    } else if (event.key === "Enter" && this.chosen !== null) {
      event.preventDefault();
      this.events.open(this.picture.spots[this.chosen]);
    } else if (event.key === "+" || event.key === "-") {
      this.zoom(event.key === "+" ? 1.25 : 0.8);
    }
  }

  // To the nearest spot that way, a neighbour along a line if there is one.
  step([dx, dy]) {
    const { spots } = this.picture;
    if (!spots.length) return;
    if (this.chosen === null) {
      this.reach(spots.find((spot) => !this.hidden.has(spot.id) && spot.status === "owner") ?? spots[0]);
      return;
    }
    const here = spots[this.chosen];
    const cost = (spot) => {
      const x = spot.x - here.x, y = spot.y - here.y;
      const along = x * dx + y * dy, beside = Math.abs(x * dy) + Math.abs(y * dx);
      return along > 0.5 && beside <= along * 2.2 ? along + 2 * beside : Infinity;
    };
    const nearest = (all) => all.filter((spot) => !this.hidden.has(spot.id) && cost(spot) < Infinity)
      .reduce((best, spot) => (best && cost(best) <= cost(spot) ? best : spot), null);
    const near = nearest([...new Set(this.touching[here.id])].map((at) => spots[at]));
    const any = nearest(spots);
    const next = near && (!any || cost(near) <= 2.5 * cost(any)) ? near : any;
    if (next) this.reach(next);
  }

  reach(spot) {
    this.choose(spot.id);
    this.events.reach(spot);
    const seen = this.network.canvasToDOM({ x: spot.x, y: spot.y });
    const { clientWidth, clientHeight } = this.element;
    if (seen.x < 20 || seen.y < 20 || seen.x > clientWidth - 20 || seen.y > clientHeight - 20) {
      this.network.moveTo({ position: { x: spot.x, y: spot.y } });
    }
  }
}
