// Colours, shapes and signs, as the file says; the same shapes for the legend and for SVG.

const dark = () => document.documentElement.dataset.theme === "dark" && !look.printing;
const look = { all: {}, printing: false };
const tone = (status) => { const each = look.all[status] ?? look.all[""]; return dark() ? each.dark : each.colour; };
const sign = (status) => (look.all[status] ?? look.all[""]).sign;
const dashesOf = (line) => {
  if (line.role === "grant") return [12, 5];
  return look.all[line.status]?.dashes ?? [];
};
const paper = () => (dark() ? "#171c24" : "#ffffff");
const ink = () => (dark() ? "#e8ecf1" : "#1a1f27");
const faint = () => (dark() ? "#2b323d" : "#dfe3e8");
const wash = () => (dark() ? "#1c222c" : "#f5f6f8");

const polygon = (x, y, r, corners, turn) => Array.from({ length: corners }, (_, at) => {
  const angle = turn + (2 * Math.PI * at) / corners;
  return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
});

// The outline of a shape around a point, as the commands of an SVG path.
function outline(shape, x, y, r) {
  const path = (points) => `M${points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}Z`;
  if (shape === "square") return path([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]);
  if (shape === "diamond") return path(polygon(x, y, r * 1.15, 4, -Math.PI / 2));
  if (shape === "triangle") return path(polygon(x, y + r * 0.15, r * 1.2, 3, -Math.PI / 2));
  if (shape === "triangleDown") return path(polygon(x, y - r * 0.15, r * 1.2, 3, Math.PI / 2));
  if (shape === "hexagon") return path(polygon(x, y, r * 1.08, 6, 0));
  if (shape === "star") {
    const outer = polygon(x, y, r * 1.25, 5, -Math.PI / 2), inner = polygon(x, y, r * 0.55, 5, -Math.PI / 2 + Math.PI / 5);
    return path(outer.flatMap((point, at) => [point, inner[at]]));
  }
  const round = (rx, ry) => `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
  if (shape === "ellipse") return round(r * 1.3, r * 0.8);
  if (shape === "database") {
    const rx = r * 0.85, ry = r * 0.3, top = y - r * 0.75, low = y + r * 0.75;
    return `M${x - rx} ${top}a${rx} ${ry} 0 0 1 ${2 * rx} 0V${low}a${rx} ${ry} 0 0 1 ${-2 * rx} 0Z` +
      `M${x - rx} ${top}a${rx} ${ry} 0 0 0 ${2 * rx} 0`;
  }
  return round(r, r);
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const icon = (shape, status) => svg("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" },
  svg("path", { d: outline(shape, 0, 0, 7), fill: tone(status), "fill-rule": "nonzero" }));
