"use strict";
// The page is complete without this; here is only what a table on paper cannot do: sort and filter.
(() => {
  const heat = document.getElementById("heat");
  if (heat) {
    sortable(heat);
    filterable(heat);
  }

  function sortable(table) {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const down = header.getAttribute("aria-sort") === "ascending";
        for (const other of headers) other.removeAttribute("aria-sort");
        header.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table.tBodies[0], column, down ? -1 : 1);
      });
    });
    headers[0].setAttribute("aria-sort", "ascending");
  }

  function sort(body, column, direction) {
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
    const rank = (row) => Number(row.dataset.rank);
    const rows = [...body.rows].map((row) => [key(row), row]);
    rows.sort(([a, one], [b, other]) => direction * compare(a, b) || rank(one) - rank(other));
    body.append(...rows.map(([, row]) => row));
  }

  function filterable(table) {
    const form = document.querySelector(".filters");
    const find = document.getElementById("find");
    const shown = document.getElementById("shown");
    const rows = [...table.tBodies[0].rows];
    const words = new Map(rows.map((row) => [row, fold(`${row.textContent} ${row.dataset.words ?? ""}`)]));
    const apply = () => {
      const verdicts = new Set([...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value));
      const wanted = fold(find.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const hit = verdicts.has(row.dataset.verdict) && wanted.every((word) => words.get(row).includes(word));
        row.hidden = !hit;
        count += hit;
      }
      shown.textContent = `${count} of ${rows.length} shown`;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  }

  function fold(words) {
    return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }
})();
