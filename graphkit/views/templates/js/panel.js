// Details of a node or finding, and the list of findings.

const MOST_LISTED = 60;
const MOST_RELATED = 12;

const address = (parts) => `#${new URLSearchParams(parts)}`;
const toNode = (organisation, node) => {
  const kind = organisation.rowOf.has(node) ? "process" : "node";
  return el("a", { href: address({ [kind]: organisation.id(node) }) }, named(organisation.name(node), 80));
};
const badge = (word) => el("span", { class: `badge ${word || "plain"}` }, `${sign(word)} ${word}`.trim());
const SEVERITY_SIGNS = { error: "✗", warning: "!", info: "i" };

const shownValue = (value) => (Array.isArray(value) ? value.join(", ") : value === true ? "yes" : value === false ? "no" : String(value));

function facts(pairs) {
  return el("dl", {}, pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined)
    .flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

// File and line; a long path may break behind a folder.
function placed(place) {
  if (!place) return "";
  return el("span", { class: "place" }, shorten(place, 400).split("/").flatMap((part, at) => (at ? ["/", el("wbr"), part] : [part])));
}

function nodePanel(organisation, spot, linkToNeighbourhood, withFindings = true) {
  const node = spot.node;
  if (node < 0) {
    return [el("div", { class: "panel-head" }, el("h2", {}, named(spot.name)), badge(spot.status)),
      el("p", {}, spot.kind === "Person" ? "No owner is recorded who is there." : several(spot.members.length, spot.kind.toLowerCase(), spot.kind === "Process" ? "processes" : undefined))];
  }
  const properties = organisation.properties(node).map(([name, value]) => [name, named(shownValue(value), 10000)]);
  const { about, naming } = organisation.findingsAbout(node);
  const parts = [
    el("div", { class: "panel-head" }, el("h2", {}, named(organisation.name(node), 10000)), spot.status ? badge(spot.status) : ""),
    facts([["kind", organisation.label(node)], ["id", named(organisation.id(node))], ...properties, ["source", placed(organisation.placeOf(node))]]),
  ];
  if (linkToNeighbourhood) parts.push(el("p", {}, el("a", { href: address({ node: organisation.id(node) }) }, "Show its neighbourhood")));
  if (withFindings && about.length) parts.push(el("h3", {}, `Findings about it (${count(about.length)})`), items(organisation, about));
  if (withFindings && naming.length) parts.push(el("h3", {}, `Findings that name it (${count(naming.length)})`), items(organisation, naming));
  parts.push(...related(organisation, node));
  return parts;
}

function related(organisation, node) {
  const byType = new Map();
  for (const [type, other, outward, note] of organisation.neighbours(node)) {
    const name = `${outward ? "" : "← "}${type}`;
    if (!byType.has(name)) byType.set(name, []);
    byType.get(name).push([other, note]);
  }
  return [...byType].flatMap(([name, others]) => [
    el("h3", {}, `${name} (${count(others.length)})`),
    el("ul", { class: "links" },
      others.slice(0, MOST_RELATED).map(([other, note]) => el("li", {}, toNode(organisation, other), note ? ` (${note})` : "")),
      others.length > MOST_RELATED ? el("li", {}, `and ${count(others.length - MOST_RELATED)} more`) : ""),
  ]);
}

function findingPanel(organisation, row) {
  const { findings, rules, severities } = organisation;
  const rule = rules[findings.rule[row]], severity = severities[findings.severity[row]];
  const subject = findings.subject[row], process = findings.process[row];
  const evidence = findings.evidence[row].map((node) => el("li", {}, toNode(organisation, node),
    " ", placed(organisation.placeOf(node))));
  const more = findings.more[row];
  return [
    el("div", { class: "panel-head" }, el("h2", {}, `${rule.code} ${rule.name}`), el("span", { class: `badge ${severity}` }, `${SEVERITY_SIGNS[severity]} ${severity}`)),
    el("p", {}, named(findings.message[row], 2000)),
    el("p", {}, el("strong", {}, "Fix: "), named(findings.fix[row], 2000)),
    facts([
      ["subject", subject < 0 ? "the organisation" : toNode(organisation, subject)],
      ["process", process < 0 || process === subject ? "" : toNode(organisation, process)],
      ["source", placed(organisation.place(findings.file[row], findings.line[row]))],
      ["fingerprint", el("span", { class: "place" }, findings.fingerprint[row])],
    ]),
    ...(evidence.length ? [el("h3", {}, `Evidence (${count(evidence.length + more)})`), el("ul", { class: "links", id: "evidence" }, evidence, more ? el("li", {}, `cut at ${evidence.length}; ${count(more)} more`) : "")] : []),
    el("p", { class: "hint" }, shorten(rule.summary, 400)),
  ];
}

function items(organisation, rows, current = -1) {
  const { findings, rules, severities } = organisation;
  return el("ol", { class: "items" }, rows.slice(0, MOST_LISTED).map((row) => {
    const severity = severities[findings.severity[row]];
    return el("li", {}, el("a", { class: severity, href: address({ finding: findings.fingerprint[row] }), "aria-current": row === current ? "true" : null },
      el("span", { class: "sign", "aria-hidden": "true" }, SEVERITY_SIGNS[severity]),
      el("span", {}, el("span", { class: "unseen" }, `${severity} `), el("code", {}, rules[findings.rule[row]].code), " ", named(findings.message[row], 300))));
  }));
}

// The list of findings with its filters; what it lists is set by the view.
class Findings {
  constructor(element, organisation) {
    Object.assign(this, { element, organisation, severity: null, code: "" });
  }

  show(rows, title, current = -1) {
    Object.assign(this, { rows, title, current, most: MOST_LISTED });
    this.render();
  }

  render() {
    const { findings, severities, rules } = this.organisation;
    const counts = new Map();
    for (const row of this.rows) counts.set(severities[findings.severity[row]], (counts.get(severities[findings.severity[row]]) ?? 0) + 1);
    const chips = [...severities].reverse().filter((severity) => counts.get(severity)).map((severity) => el("button", {
      type: "button", class: severity, "aria-pressed": String(this.severity === severity),
      onclick: () => { this.severity = this.severity === severity ? null : severity; this.refresh(severity); },
    }, `${SEVERITY_SIGNS[severity]} ${count(counts.get(severity))} ${severity}`));
    const codes = [...new Set(this.rows.map((row) => rules[findings.rule[row]].code))].sort();
    const choice = el("select", { "aria-label": "Rule", id: "rule", onchange: (event) => { this.code = event.target.value; this.refresh("rule"); } },
      el("option", { value: "" }, "all rules"),
      codes.map((code) => el("option", { value: code, selected: code === this.code }, `${code} ${rules.find((rule) => rule.code === code).name}`)));
    const kept = this.rows.filter((row) => (!this.severity || severities[findings.severity[row]] === this.severity)
      && (!this.code || !codes.includes(this.code) || rules[findings.rule[row]].code === this.code));
    const list = items(this.organisation, kept, this.current);
    const rest = kept.length - Math.min(kept.length, MOST_LISTED);
    this.element.replaceChildren(
      el("h2", { id: "findings-heading" }, `${this.title} (${count(kept.length)}${this.organisation.more && kept.length === this.organisation.findings.rule.length ? ` of ${count(kept.length + this.organisation.more)}` : ""})`),
      this.rows.length ? el("div", { class: "filters", role: "group", "aria-label": "Filter findings" }, chips, choice) : el("p", { class: "hint" }, "None."),
      list,
      rest ? el("p", { class: "hint" }, `${count(rest)} more: choose a rule or a process to see them.`) : "",
      this.organisation.more ? el("p", { class: "hint" }, `${count(this.organisation.more)} further findings are left out of this page; graphkit check has them all.`) : "",
    );
    this.shown = kept;
  }

  refresh(focus) {
    this.render();
    announce(several(this.shown.length, "finding"));
    const again = focus === "rule" ? $("rule") : this.element.querySelector(`button.${focus}`);
    if (again) again.focus();
  }
}
