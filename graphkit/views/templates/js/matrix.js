// Verdicts at a glance, processes × six dimensions, and the bars of one process.

const ORDER = ["gap", "unknown", "governed", "functional"];
const VERDICT_WORDS = {
  governed: "governed by an owner with authority",
  gap: "with a gap",
  unknown: "not known: the model does not say enough",
  functional: "within one function",
};
const EMPOWERED = { position: "position", mandate: "mandate", none: "no", unmodelled: "not known" };

function tiles(organisation, chosen, choose) {
  return el("div", { class: "tiles", role: "group", "aria-label": "Processes by verdict" }, ORDER.map((verdict) => el("button", {
    type: "button", class: `tile ${verdict}`, "data-verdict": verdict, "aria-pressed": String(chosen === verdict), onclick: () => choose(verdict),
  }, el("b", {}, count(organisation.verdicts[verdict]), el("i", { "aria-hidden": "true" }, sign(verdict))), el("span", {}, VERDICT_WORDS[verdict]))));
}

// Elements held, missing and ungoverned in a dimension; null where it has none.
function cellOf(organisation, row, dimension) {
  const coverage = organisation.processes.coverage[row];
  if (!coverage) return null;
  const [held, missing, ungoverned] = coverage.slice(3 * dimension, 3 * dimension + 3);
  const all = held + missing + ungoverned;
  return all ? { held, missing, ungoverned, all, status: missing ? "missing" : ungoverned ? "ungoverned" : "held" } : null;
}

function cell(organisation, row, dimension) {
  const parts = cellOf(organisation, row, dimension);
  if (!parts) return el("span", { class: "plain" }, el("span", { class: "unseen" }, "none"), el("span", { "aria-hidden": "true" }, "–"));
  const words = ["held", "missing", "ungoverned"].filter((status) => parts[status]).map((status) => `${parts[status]} ${status}`).join(", ");
  return el("span", { class: parts.status, title: words }, `${sign(parts.status)} ${parts.held}/${parts.all}`);
}

const share = (organisation, row, dimension) => {
  const parts = cellOf(organisation, row, dimension);
  return parts ? parts.held / parts.all : 2;
};

function ownerOf(organisation, row) {
  const owner = organisation.processes.owner[row], others = organisation.processes.owners[row].length - 1;
  if (owner < 0) return el("span", { class: "badge gap" }, organisation.processes.source[row] ? "vacant" : "nobody");
  return el("span", {}, toNode(organisation, owner), others > 0 ? ` +${others}` : "");
}

function matrix(organisation, rows, title) {
  const { processes } = organisation;
  const name = (row) => organisation.name(processes.node[row]);
  const columns = [
    { name: "Verdict", cell: (row) => badge(organisation.verdict(row)), sort: (row) => ORDER.indexOf(organisation.verdict(row)) },
    { name: "Process", header: true, cell: (row) => toNode(organisation, processes.node[row]), sort: name },
    { name: "Owner", class: "owner-cell", cell: (row) => ownerOf(organisation, row), sort: (row) => (processes.owner[row] < 0 ? "" : organisation.name(processes.owner[row])) },
    { name: "Empowered", cell: (row) => EMPOWERED[processes.empowered[row]] ?? "–", sort: (row) => processes.empowered[row] ?? "" },
    ...organisation.dimensions.map((dimension, at) => ({
      name: dimension, class: "cell", cell: (row) => cell(organisation, row, at), sort: (row) => share(organisation, row, at),
    })),
    { name: "Found", class: "cell", cell: (row) => String(processes.codes[row].length), sort: (row) => -processes.codes[row].length },
  ];
  return sortable(title, "what the owner has authority over, of all that the process depends on", columns, rows);
}

// The worst first: by verdict, then by how much is missing.
function worstFirst(organisation, rows) {
  const lack = (row) => organisation.dimensions.reduce((sum, _, at) => sum + (cellOf(organisation, row, at)?.missing ?? 0), 0);
  const keys = new Map(rows.map((row) => [row, [ORDER.indexOf(organisation.verdict(row)), -lack(row)]]));
  return [...rows].sort((one, other) => keys.get(one)[0] - keys.get(other)[0] || keys.get(one)[1] - keys.get(other)[1] || one - other);
}

function bars(organisation, row) {
  return el("ul", { class: "bars", "aria-label": "Authority by dimension" }, organisation.dimensions.map((dimension, at) => {
    const parts = cellOf(organisation, row, at);
    const line = el("div", { class: "bar", "aria-hidden": "true" });
    for (const status of parts ? ["held", "missing", "ungoverned"] : []) {
      if (!parts[status]) continue;
      const piece = el("i", { class: status });
      piece.style.flexGrow = parts[status];
      line.append(piece);
    }
    const rest = parts ? ["missing", "ungoverned"].filter((status) => parts[status]).map((status) => `${sign(status)} ${parts[status]} ${status}`).join(", ") || "✓ all held" : "nothing to hold";
    return el("li", { "data-dimension": dimension }, el("div", { class: "what" }, el("span", {}, dimension), el("b", {}, parts ? `${parts.held}/${parts.all}` : "–")), line, el("div", { class: "rest" }, rest));
  }));
}
