// Search with completion: processes first, then whatever begins with the words, then whatever has them.

const MOST_MATCHES = 12;

class Search {
  constructor(input, list, organisation, open) {
    Object.assign(this, { input, list, organisation, open, found: [], at: -1 });
    input.addEventListener("input", () => this.look());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close()); // a press on a match does not take the focus
  }

  look() {
    const words = this.input.value.trim().toLowerCase();
    this.found = words ? this.matches(words) : [];
    this.at = this.found.length ? 0 : -1;
    this.render(words);
  }

  matches(words) {
    const organisation = this.organisation;
    this.folded ??= organisation.nodes.name.map((name, node) => `${name}\u0000${organisation.id(node)}`.toLowerCase());
    const first = [], rest = [];
    for (let node = 0; node < this.folded.length; node += 1) {
      const at = this.folded[node].indexOf(words);
      if (at < 0) continue;
      (at === 0 || this.folded[node][at - 1] === "\u0000" ? first : rest).push(node);
      if (first.length >= MOST_MATCHES) break;
    }
    return [...first, ...rest].slice(0, MOST_MATCHES);
  }

  render(words) {
    const options = this.found.map((node, at) => {
      const option = el("div", { role: "option", id: `match-${at}`, "aria-selected": String(at === this.at) },
        named(this.organisation.name(node), 60), el("span", { class: "kind" }, this.organisation.label(node)));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(at); });
      return option;
    });
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.point();
    if (words) announce(options.length ? several(options.length, "match", "matches") : "No match");
  }

  point() {
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === this.at)));
    if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `match-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.found.length) {
      event.preventDefault();
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.point();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.take(this.at);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.input.value = "";
      this.close();
    }
  }

  take(at) {
    const node = this.found[at];
    this.input.value = "";
    this.close();
    this.open(node);
  }

  close() {
    this.found = [];
    this.at = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
