"use strict";
(() => {
  const frame = document.getElementById("frame");
  const state = document.getElementById("state");
  const trouble = document.getElementById("trouble");
  const page = `/${document.body.dataset.page}.html`;
  let shown = 0;

  // What is looked at is in the fragment, here as in the page, so that a link to it can be shared.
  frame.addEventListener("load", () => {
    frame.contentWindow.addEventListener("hashchange", keep);
    keep();
  });
  addEventListener("hashchange", () => {
    if (frame.contentWindow.location.hash !== location.hash) frame.contentWindow.location.hash = location.hash;
  });
  function keep() {
    const there = frame.contentWindow.location.hash;
    if (there && there !== location.hash) history.replaceState(null, "", there);
  }

  const events = new EventSource("/events");
  events.addEventListener("state", (event) => {
    const now = JSON.parse(event.data);
    trouble.textContent = now.trouble;
    trouble.hidden = !now.trouble;
    state.textContent = words(now);
    if (now.pages && now.pages !== shown) show(now.pages);
  });
  events.addEventListener("error", () => {
    state.textContent = "the server does not answer";
  });

  function words(now) {
    if (!now.trouble) return now.pages ? "following the files" : "reading the model…";
    return now.pages ? "the model does not load; this is how it was before" : "the model does not load";
  }

  function show(pages) {
    if (shown) frame.contentWindow.location.reload();
    else frame.src = page + location.hash;
    shown = pages;
  }
})();
