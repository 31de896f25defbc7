// Everything works without this file. It adds keys, filtering while one types,
// and a word when a crawl has brought something new.
"use strict";

(() => {
  const body = document.body;
  const items = () => [...document.querySelectorAll("[data-item]")];
  let current = -1;

  function step(by) {
    const list = items();
    if (list.length === 0) return;
    current = Math.max(0, Math.min(list.length - 1, current + by));
    const link = list[current].querySelector("a");
    if (link) link.focus();
    list[current].scrollIntoView({ block: "nearest" });
  }

  const help = document.getElementById("help");
  const go = { h: body.dataset.home };
  if (body.dataset.go) {
    Object.assign(go, {
      a: body.dataset.go, c: body.dataset.go + "changes", d: body.dataset.go + "calendar",
      s: body.dataset.go + "snapshots", t: body.dataset.go + "statistics",
    });
  }
  let pending = false;

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    n: () => document.getElementById("next")?.click(),
    "?": () => help.showModal(),
    "/": () => {
      const field = document.querySelector("input[type=search]");
      if (field) field.focus();
      else if (body.dataset.search) location.assign(body.dataset.search);
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (pending) {
      pending = false;
      if (go[event.key]) location.assign(go[event.key]);
      return;
    }
    if (event.key === "g") {
      pending = true;
      setTimeout(() => { pending = false; }, 1500);
      return;
    }
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // Filter while one types: the server makes the same page, its list is shown.
  const live = document.querySelector("input[data-live]");
  if (live) {
    let timer, running;
    live.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        running?.abort();
        running = new AbortController();
        const address = new URL(live.form.action);
        for (const [name, value] of new FormData(live.form)) if (value) address.searchParams.set(name, value);
        try {
          const answer = await fetch(address, { signal: running.signal });
          if (!answer.ok) return;
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          document.querySelector(live.dataset.live).replaceWith(page.querySelector(live.dataset.live));
          history.replaceState(null, "", address);
          current = -1;
        } catch { /* the next key asks again */ }
      }, 200);
    });
  }

  // A page that is not there yet is asked for again.
  const again = document.querySelector("[data-again]");
  if (again) setTimeout(() => location.reload(), 1000 * again.dataset.again);

  // News of crawls.
  const news = document.getElementById("news");
  function listen() {
    const stream = new EventSource(body.dataset.events);
    stream.addEventListener("snapshot", (event) => {
      const { feed, snapshot } = JSON.parse(event.data);
      if (body.dataset.feed && body.dataset.feed !== feed) return;
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = news.dataset.show;
      const close = document.createElement("button");
      close.textContent = "×";
      close.setAttribute("aria-label", news.dataset.close);
      close.addEventListener("click", () => news.replaceChildren());
      news.replaceChildren(`${news.dataset.text} ${snapshot} (${feed}). `, link, close);
    });
    addEventListener("pagehide", () => stream.close(), { once: true });
  }
  if (window.EventSource && body.dataset.events) {
    listen();
    // A page that Back brings out of the browser's memory hears nothing any more.
    addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  }
})();
