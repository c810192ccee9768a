// What a fragment shows: the overview, a process, a finding or a node.

const REASONS = {
  "no-owner": "no owner is recorded",
  "vacant-owner": "its owner's place is vacant",
  "shared-owner": "several people own it, so nobody decides",
  "not-empowered": "its owner is not empowered",
  "insufficient-authority": "its owner lacks authority over something that it depends on",
};

class Views {
  constructor(organisation, parts) {
    Object.assign(this, { organisation, ...parts });
    this.filter = { verdict: null, group: null };
  }

  // Follow the address.
  async follow(fragment) {
    const asked = new URLSearchParams(fragment);
    const node = asked.has("node") ? this.organisation.find(asked.get("node")) : undefined;
    const process = asked.has("process") ? this.organisation.find(asked.get("process")) : undefined;
    const finding = asked.has("finding") ? this.organisation.findingOf.get(asked.get("finding")) : undefined;
    $("depths").hidden = true;
    if (finding !== undefined) await this.finding(finding);
    else if (this.organisation.rowOf.has(process)) await this.process(this.organisation.rowOf.get(process), node);
    else if (node !== undefined) this.node(node, Math.min(Math.max(Number(asked.get("depth")) || 1, 1), 4));
    else this.home(asked);
    const unknown = ["finding", "process", "node"].filter((kind) => asked.has(kind))
      .find((kind) => ({ finding, process, node })[kind] === undefined);
    if (unknown) {
      const words = `This page holds no ${unknown} ‘${shorten(asked.get(unknown), 80)}’.`;
      $("story").prepend(el("p", {}, words));
      announce(words);
    }
  }

  draw(picture, stressed = null) {
    this.stage.show(picture, stressed);
    this.legend.show(picture);
    this.stage.element.setAttribute("aria-label", `Picture: ${shorten(picture.title, 100)}, ${several(picture.spots.length, "thing")}`);
    const cut = $("cut");
    cut.hidden = !picture.cut;
    cut.textContent = picture.cut ? `Cut at ${count(picture.spots.length)}: ${count(picture.cut)} more are not drawn.` : "";
  }

  heading(words, trail) {
    $("heading").replaceChildren(named(words, 200));
    document.title = `${shorten(words, 80)} · ${shorten(this.organisation.title, 60)}`;
    $("trail").replaceChildren(...(trail ? [el("a", { href: "#" }, "Overview"), " › ", trail] : []));
    announce(words);
  }

  panel(children) {
    $("panel").hidden = !children;
    $("panel").replaceChildren(...(children ?? []).filter((child) => child !== ""));
  }

  home(asked) {
    const { organisation } = this;
    const verdict = ORDER.includes(asked.get("verdict")) ? asked.get("verdict") : null;
    const group = asked.has("group") ? organisation.overview.spots[Number(asked.get("group"))] : undefined;
    this.heading(organisation.title, null);
    const { summary } = organisation;
    const open = summary.cross_functional - summary.gap - summary.governed;
    const gaps = summary.cross_functional
      ? `${count(summary.gap)} of ${several(summary.cross_functional, "process", "processes")} that cross functions ${summary.gap === 1 ? "has" : "have"} no empowered owner with enough authority${open ? `; of ${count(open)} it is not known` : ""}.`
      : "No process is known to cross functions.";
    const choose = (word) => { location.hash = word === verdict ? "" : address({ verdict: word }); };
    $("story").replaceChildren(el("p", {}, el("strong", {}, gaps), " At the left of the picture are the processes with a gap, in the middle the functions that they cross; each leads to its picture."), tiles(organisation, verdict, choose),
      ...organisation.crashes.map((crash) => el("p", { class: "note" }, crash)));
    if (this.stage.picture !== organisation.overview) this.draw(organisation.overview);
    if (group) this.stage.choose(group.id);
    const { rows, words } = this.shown(verdict, group);
    $("facts").replaceChildren(matrix(organisation, worstFirst(organisation, rows), words));
    this.panel(group ? nodePanel(organisation, group, true) : null);
    const about = new Set(rows.map((row) => organisation.processes.node[row]));
    const every = organisation.findings.rule.map((_, row) => row);
    const some = verdict || group ? every.filter((row) => about.has(organisation.findings.process[row]) || about.has(organisation.findings.subject[row])) : every;
    this.findings.show(some, "Findings");
  }

  // The processes of a verdict or group, all where there is neither.
  shown(verdict, group) {
    const { organisation } = this;
    let rows = organisation.processes.node.map((_, row) => row), words = "Processes";
    if (group && group.kind === "Function") {
      const units = new Set(group.members);
      rows = rows.filter((row) => organisation.processes.functions[row].some((unit) => units.has(unit)));
      words = `Processes that cross ${shorten(group.name, 80)}`;
    } else if (group) {
      const members = new Set(group.members);
      rows = rows.filter((row) => members.has(organisation.processes.node[row]));
      words = `Processes: ${shorten(group.name, 80)}`;
    }
    if (verdict) {
      rows = rows.filter((row) => organisation.verdict(row) === verdict);
      words += ` ${VERDICT_WORDS[verdict]}`;
    }
    return { rows, words: `${words} (${count(rows.length)})` };
  }

  // What is said of a process above its picture.
  story(row) {
    const { organisation } = this, { processes } = organisation;
    const verdict = organisation.verdict(row);
    const owner = processes.owner[row];
    const empowered = { position: "empowered by position", mandate: "empowered by mandate", none: "not empowered", unmodelled: "whose empowerment the model does not record" };
    const because = processes.reasons[row].map((reason) => REASONS[reason]).join("; ");
    const functions = processes.functions[row].flatMap((unit, at) => [at ? ", " : "", toNode(organisation, unit)]);
    return [
      el("p", {}, badge(verdict), because ? ` ${because[0].toUpperCase()}${because.slice(1)}.` : ""),
      el("p", {}, owner < 0 ? (processes.source[row] ? "Its owner is vacant" : "Nobody owns it") : el("span", {}, "Owner: ", el("strong", { id: "owner" }, toNode(organisation, owner)), `, ${empowered[processes.empowered[row]] ?? ""}`), ". ",
        functions.length ? el("span", { id: "functions" }, "Functions: ", functions, ".") : ""),
      processes.coverage[row] ? bars(organisation, row) : "",
    ];
  }

  async process(row, node, finding) {
    const { organisation } = this;
    const number = organisation.processes.node[row];
    const picture = await organisation.picture(row);
    this.heading(organisation.name(number), finding === undefined ? "process" : "finding");
    $("story").replaceChildren(...this.story(row).filter((part) => part !== ""));
    $("story").dataset.codes = organisation.processes.codes[row].map((code) => organisation.rules[code].code).join(" ");
    if (picture) this.draw(picture, finding === undefined ? null : this.stressed(picture, finding));
    else this.draw(neighbourhood(organisation, number, 1));
    $("facts").replaceChildren(this.elements(this.stage.picture));
    const { about, naming } = organisation.findingsAbout(number);
    this.findings.show([...about, ...naming], "Findings about it", finding);
    if (finding === undefined) {
      const chosen = node === undefined ? null : this.stage.picture.spots.find((spot) => spot.node === node);
      if (chosen) this.stage.choose(chosen.id);
      const itself = { node: number, status: organisation.verdict(row), members: [] };
      this.panel(nodePanel(organisation, chosen ?? itself, true, Boolean(chosen)));
    }
  }

  elements(picture) {
    const { organisation } = this;
    const kinds = ["held", "missing", "ungoverned"];
    const judged = picture.spots.filter((spot) => kinds.includes(spot.status) && spot.node >= 0);
    const rank = { missing: 0, ungoverned: 1, held: 2 };
    const rows = judged.length ? [...judged].sort((one, other) => rank[one.status] - rank[other.status] || one.id - other.id) : picture.spots.filter((spot) => spot.node >= 0);
    const ways = { command: "position", grant: "mandate", footprint: "" };
    const way = (spot) => ways[picture.lines.find((line) => line.to === spot.id && line.role !== "flow")?.role] ?? "";
    const columns = [
      ...(judged.length ? [{ name: "Status", cell: (spot) => badge(spot.status), sort: (spot) => rank[spot.status] }] : []),
      { name: "Name", header: true, cell: (spot) => toNode(organisation, spot.node), sort: (spot) => spot.name },
      { name: "Kind", cell: (spot) => spot.kind, sort: (spot) => spot.kind },
      { name: "Id", cell: (spot) => named(organisation.id(spot.node), 60), sort: (spot) => organisation.id(spot.node) },
      ...(judged.length ? [{ name: "How", cell: way, sort: way }] : []),
      { name: "Source", cell: (spot) => placed(organisation.placeOf(spot.node)), sort: (spot) => organisation.placeOf(spot.node) },
    ];
    return sortable(judged.length ? "What the process depends on" : "In the picture", several(rows.length, "row"), columns, rows);
  }

  // The subject and evidence of a finding in a picture; the subject is marked.
  stressed(picture, finding) {
    const { findings } = this.organisation;
    const nodes = new Set([...findings.evidence[finding], findings.subject[finding], findings.process[finding]]);
    const found = picture.spots.filter((spot) => nodes.has(spot.node) || spot.status === "owner");
    return new Set(found.map((spot) => spot.id));
  }

  async finding(finding) {
    const { organisation } = this, { findings } = organisation;
    const subject = findings.subject[finding], process = findings.process[finding];
    const row = organisation.rowOf.get(process) ?? organisation.rowOf.get(subject);
    const evidence = findings.evidence[finding];
    if (row !== undefined && organisation.processes.picture[row] >= 0) {
      await this.process(row, undefined, finding);
    } else if (subject >= 0) {
      this.node(subject, 1, finding);
    } else {
      this.heading(organisation.rules[findings.rule[finding]].name, "finding");
      $("story").replaceChildren();
      this.draw(this.ringOf(evidence));
      $("facts").replaceChildren(this.elements(this.stage.picture));
      this.findings.show(findings.rule.map((_, at) => at), "Findings", finding);
    }
    $("heading").replaceChildren(named(organisation.rules[findings.rule[finding]].code), ": ", named(row === undefined ? (subject < 0 ? "the organisation" : organisation.name(subject)) : organisation.name(organisation.processes.node[row]), 160));
    this.panel(findingPanel(organisation, finding));
    const { spots } = this.stage.picture;
    const culprit = spots.find((spot) => spot.node === subject && subject !== process) ?? spots.find((spot) => evidence.includes(spot.node)) ?? spots.find((spot) => spot.node === subject);
    if (culprit) {
      this.stage.choose(culprit.id);
      this.stage.zoomTo(culprit.id);
    }
    announce(findings.message[finding]);
  }

  ringOf(nodes) {
    const { organisation } = this;
    const radius = Math.max(RING, (nodes.length * APART) / (2 * Math.PI));
    const spots = nodes.map((node, at) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * at) / nodes.length;
      const kind = organisation.label(node);
      return { id: at, node, kind, name: organisation.name(node), status: "culprit", x: radius * Math.cos(angle), y: radius * Math.sin(angle), size: 15, lane: -1, shape: organisation.shapes[kind], members: [] };
    });
    return { title: "Finding", spots, lines: between(organisation, spots), lanes: [], cut: 0 };
  }

  node(node, depth, finding) {
    const { organisation } = this;
    const picture = neighbourhood(organisation, node, depth);
    this.heading(organisation.name(node), organisation.label(node).toLowerCase());
    $("story").replaceChildren(el("p", {}, `${several(picture.spots.length - 1, "neighbour")} within ${several(depth, "step")}.`));
    $("depths").hidden = finding !== undefined;
    $("depth").value = String(depth);
    if (finding !== undefined) picture.spots[0].status = "culprit";
    this.draw(picture);
    this.stage.choose(0);
    $("facts").replaceChildren(this.elements(picture));
    this.panel(nodePanel(organisation, picture.spots[0], false, false));
    const { about, naming } = organisation.findingsAbout(node);
    this.findings.show([...about, ...naming], "Findings about it", finding);
  }
}
