// A table that sorts by any of its columns and shows a part of its rows at a time.

const A_PART = 100;

// Columns are { name, cell(row), sort(row), header, class }; `rows` is any list.
function sortable(title, note, columns, rows, empty = "Nothing.") {
  const state = { rows, by: null, down: false, most: A_PART };
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => { state.most += 5 * A_PART; fill(); } });
  const heads = columns.map((column) => el("th", { scope: "col" },
    el("button", { type: "button", onclick: () => order(column) }, column.name)));
  function order(column) {
    state.down = state.by === column ? !state.down : false;
    state.by = column;
    const way = state.down ? -1 : 1;
    const keys = new Map(state.rows.map((row) => [row, column.sort(row)]));
    state.rows = [...state.rows].sort((one, other) => {
      const a = keys.get(one), b = keys.get(other);
      return way * (typeof a === "string" ? byText(a, b) : a - b);
    });
    heads.forEach((head, at) => {
      if (columns[at] === column) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    announce(`Sorted by ${column.name}, ${state.down ? "descending" : "ascending"}`);
    fill();
  }
  function fill() {
    const shown = state.rows.slice(0, state.most).map((row) => el("tr", {}, columns.map((column) => column.header
      ? el("th", { scope: "row", class: column.class }, column.cell(row))
      : el("td", { class: column.class }, column.cell(row)))));
    body.replaceChildren(...shown);
    if (!state.rows.length) body.append(el("tr", {}, el("td", { colspan: columns.length }, empty)));
    const rest = state.rows.length - shown.length;
    more.hidden = rest <= 0;
    more.textContent = `Show more (${count(Math.max(rest, 0))} left)`;
  }
  addEventListener("beforeprint", () => { if (body.isConnected && state.most < 1000) { state.most = 1000; fill(); } });
  fill();
  const small = note ? el("small", {}, ` ${note}`) : "";
  return el("div", { class: "card" }, el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title },
    el("table", {}, el("caption", {}, title, small), el("thead", {}, el("tr", {}, heads)), body)), more);
}
