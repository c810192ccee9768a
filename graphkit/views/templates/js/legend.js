// The legend counts what the picture shows, and hides or shows it, by label and by verdict or status.

const PLAIN_NAMES = { "": "other", owner: "owner", culprit: "what is wrong" };

class Legend {
  constructor(element, changed) {
    this.element = element;
    this.changed = changed;
  }

  show(picture) {
    this.picture = picture;
    this.off = { kind: new Set(), status: new Set() };
    this.element.replaceChildren(...this.buttons("kind"), ...this.buttons("status"));
  }

  buttons(by) {
    const counts = new Map();
    for (const spot of this.picture.spots) counts.set(spot[by], (counts.get(spot[by]) ?? 0) + Math.max(spot.members.length, 1));
    const known = by === "kind" ? [...counts.keys()] : [...counts.keys()].filter((status) => status !== "");
    return known.map((value) => {
      const shape = by === "kind" ? this.picture.spots.find((spot) => spot.kind === value).shape : "dot";
      const words = by === "kind" ? value : `${sign(value)} ${PLAIN_NAMES[value] ?? value}`.trim();
      const button = el("button", { type: "button", "aria-pressed": "true", "data-by": by, "data-value": value },
        icon(shape, by === "kind" ? "" : value), `${words} `, el("b", {}, count(counts.get(value))));
      button.addEventListener("click", () => this.toggle(button, by, value));
      return button;
    });
  }

  toggle(button, by, value) {
    const off = this.off[by];
    if (off.has(value)) off.delete(value);
    else off.add(value);
    button.setAttribute("aria-pressed", String(!off.has(value)));
    const hidden = new Set(this.picture.spots.filter((spot) => this.hides(spot)).map((spot) => spot.id));
    this.changed(hidden);
    announce(`${value} ${off.has(value) ? "hidden" : "shown"}; ${several(this.picture.spots.length - hidden.size, "thing")} in the picture`);
  }

  // The icons again, in the colours of now.
  repaint() {
    const off = this.off;
    this.show(this.picture);
    this.off = off;
    for (const button of this.element.children) {
      button.setAttribute("aria-pressed", String(!off[button.dataset.by].has(button.dataset.value)));
    }
  }

  hides(spot) { return this.off.kind.has(spot.kind) || this.off.status.has(spot.status); }
}
