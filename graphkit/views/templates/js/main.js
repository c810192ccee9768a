// Puts the page together once its data is unpacked.

function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $("theme").textContent = theme === "dark" ? "Light" : "Dark";
  $("theme").setAttribute("aria-pressed", String(theme === "dark"));
}

function lineKey() {
  const sample = (line, words) => el("span", {}, svg("svg", { viewBox: "0 0 26 8", "aria-hidden": "true" }, svg("line", {
    x1: 0, y1: 4, x2: 26, y2: 4, stroke: tone(line.status), "stroke-width": 2, "stroke-dasharray": dashesOf(line).join(" "),
  })), words);
  $("key").replaceChildren(
    sample({ role: "command", status: "held" }, "held by position"), sample({ role: "grant", status: "held" }, "by mandate"),
    sample({ role: "footprint", status: "missing" }, "missing"), sample({ role: "footprint", status: "ungoverned" }, "under nobody"),
  );
}

// Positions and members of the first picture come from pyvis; its nodes are numbered as in this file.
function open(organisation, spot, at) {
  if (spot.members.length > 1 || (spot.kind === "Function" && spot.members.length)) location.hash = address({ group: at });
  else if (organisation.rowOf.has(spot.node)) location.hash = address({ process: organisation.id(spot.node) });
  else if (spot.node >= 0) location.hash = address({ node: organisation.id(spot.node) });
}

function listen(organisation, stage, views, follow) {
  const repaint = () => { stage.repaint(); lineKey(); if (stage.picture) views.legend.repaint(); };
  addEventListener("hashchange", () => follow(true));
  const wanted = matchMedia("(prefers-color-scheme: dark)");
  wanted.addEventListener("change", () => { useTheme(wanted.matches ? "dark" : "light"); repaint(); });
  $("theme").addEventListener("click", () => { useTheme(dark() ? "light" : "dark"); repaint(); });
  addEventListener("beforeprint", () => { look.printing = true; document.documentElement.dataset.screen = document.documentElement.dataset.theme; document.documentElement.dataset.theme = "light"; repaint(); });
  addEventListener("afterprint", () => { look.printing = false; document.documentElement.dataset.theme = document.documentElement.dataset.screen; repaint(); });
  $("skip").addEventListener("click", () => $("main").focus());
  $("home").addEventListener("click", (event) => { event.preventDefault(); location.hash = ""; });
  $("fit").addEventListener("click", () => stage.fit());
  $("closer").addEventListener("click", () => stage.zoom(1.25));
  $("farther").addEventListener("click", () => stage.zoom(0.8));
  $("png").addEventListener("click", () => savePng(stage));
  $("svg").addEventListener("click", () => saveSvg(stage));
  $("depth").addEventListener("change", (event) => {
    const asked = new URLSearchParams(location.hash.slice(1));
    location.hash = address({ node: asked.get("node"), depth: event.target.value });
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      $("search").focus();
    } else if (event.key === "Escape" && location.hash.length > 1) {
      if (views.visits > 0) {
        views.visits -= 2; // following the address counts one again
        history.back();
      } else location.hash = "";
    }
  });
}

async function main() {
  useTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const [head, graph] = await Promise.all([unpack("head"), unpack("graph")]);
  const organisation = new Organisation(head, graph, JSON.parse($("first").textContent));
  look.all = organisation.looks;
  let views = null;
  const stage = new Stage($("stage"), JSON.parse(JSON.parse($("options").textContent)), {
    open: (spot) => open(organisation, spot, spot.id),
    reach: (spot) => {
      announce(`${spot.name}, ${spot.kind}${spot.status ? `, ${spot.status}` : ""}`);
      views.panel(nodePanel(organisation, spot, true));
    },
    choose: (spot) => {
      views.panel(nodePanel(organisation, spot, true));
      announce(`${spot.name}, ${spot.kind}${spot.status ? `, ${spot.status}` : ""}`);
      const asked = new URLSearchParams(location.hash.slice(1));
      if (asked.has("process") && spot.node >= 0) {
        asked.set("node", organisation.id(spot.node));
        history.replaceState(null, "", address(asked));
      }
    },
  });
  const legend = new Legend($("legend"), (hidden) => stage.hide(hidden));
  views = new Views(organisation, { stage, legend, findings: new Findings($("findings"), organisation) });
  views.visits = 0;
  new Search($("search"), $("matches"), organisation, (node) => open(organisation, { node, kind: "", members: [] }));
  const follow = async (moved) => {
    if (moved) views.visits += 1;
    await views.follow(location.hash.slice(1));
    if (moved && !$("stage").contains(document.activeElement) && !document.activeElement.closest(".tiles")) $("heading").focus();
  };
  listen(organisation, stage, views, follow);
  lineKey();
  $("footer").textContent = `graphkit ${organisation.graphkit_version} · mandates as of ${organisation.today} · ${organisation.everything ? "everything in the model" : "what verdicts and findings rest on"}${organisation.pseudonyms ? " · people under pseudonyms" : ""}`;
  if (!location.hash && organisation.start) history.replaceState(null, "", organisation.start);
  await follow(false);
  $("main").setAttribute("aria-busy", "false");
  performance.mark("ready");
}

main().catch((error) => {
  $("story").replaceChildren(el("p", {}, `This page could not be shown: ${error.message}`));
  $("main").setAttribute("aria-busy", "false");
  throw error;
});
