// The record page: fields, flags, decisions. Every act has a button and a key.
"use strict";
(() => {
  const root = document.getElementById("record");
  const home = `/records/${root.dataset.key}`;
  const panel = () => document.getElementById("panel");
  const base = () => Number(panel().dataset.revision);
  const fields = () => [...panel().querySelectorAll(".field")];
  const stops = () => [...panel().querySelectorAll(".flag, mark")];
  const inField = () => document.activeElement.closest?.(".field") || last;
  let last = null;
  let region = null;

  // Light a field, or a doubtful place in it, as the pointer or the focus comes to it.
  const seen = (event) => {
    const node = event.target.closest?.("mark[data-boxes], .field[data-boxes]");
    if (!node) return;
    if (event.type === "focusin") last = node.closest(".field");
    viewer.light(node, event.type === "focusin");
  };
  document.addEventListener("mouseover", seen);
  document.addEventListener("focusin", seen);

  function focus(node) {
    if (!node) return;
    if (!node.hasAttribute("tabindex")) node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }

  function step(list, by) {
    const all = list();
    const here = document.activeElement;
    let at = all.indexOf(here);
    if (at < 0 && here !== document.body) {
      const after = all.findIndex((n) => here.compareDocumentPosition(n) & Node.DOCUMENT_POSITION_FOLLOWING);
      at = after < 0 ? all.length : by > 0 ? after - 1 : after;
    }
    focus(all[Math.max(0, Math.min(all.length - 1, at + by))]);
  }

  function edit(field) {
    if (!field || field.querySelector("form")) return;
    const { path, start, length } = field.dataset;
    field.shown = [...field.childNodes];
    const place = start === undefined ? "" : `&start=${start}&length=${length}`;
    htmx.ajax("GET", `${home}/edit?base=${base()}&path=${encodeURIComponent(path)}${place}`, { target: field, swap: "innerHTML" });
  }

  function cancel(field) {
    if (!field?.shown) return;
    field.replaceChildren(...field.shown);
    focus(field);
  }

  function save(path, value, stretch = {}) {
    return desk.post(`${home}/edit`, { base: base(), path, value, ...stretch });
  }

  // The second engine's reading in place of the doubtful stretch.
  function takeOther() {
    const here = document.activeElement;
    const mark = here.matches?.("mark[data-other]") ? here : inField()?.querySelector("mark[data-other]");
    if (!mark) return;
    const field = mark.closest(".field");
    save(field.dataset.path, mark.dataset.other, { start: Number(mark.dataset.start), expected: mark.dataset.text });
  }

  function accept() {
    const here = document.activeElement;
    const field = inField();
    const flag = here.matches?.(".flag") ? here : field?.querySelector(".flag");
    if (flag?.dataset.code) desk.post(`${home}/settle`, { base: base(), code: flag.dataset.code, path: flag.dataset.path });
    else if (flag || field) desk.post(`${home}/confirm`, { base: base(), path: (flag || field).dataset.path });
  }

  function unrepair() {
    const flag = document.activeElement.closest?.(".repair") || inField()?.querySelector(".repair");
    if (flag) desk.post(`${home}/unrepair`, { base: base(), path: flag.dataset.path });
  }

  const decide = (state) => desk.post(`${home}/decide${root.dataset.filters}`, { base: base(), state });
  const go = (where) => { if (where) location.href = where; };

  function history() {
    const place = document.getElementById("history");
    const button = panel().querySelector('[data-act="history"]');
    const open = place.childElementCount > 0;
    button.setAttribute("aria-expanded", String(!open));
    if (open) place.replaceChildren();
    else htmx.ajax("GET", `${home}/history`, { target: "#history", swap: "innerHTML" });
  }

  function setRegion(numbers) {
    const form = panel().querySelector(".reread");
    region = numbers;
    form.elements.region.value = numbers ? numbers.join(",") : "";
    document.getElementById("region-says").textContent = numbers ? `this region of page ${numbers[0]}` : "the document";
    form.querySelector('[data-act="no-region"]').hidden = !numbers;
    if (!numbers) viewer.clearRegion();
    focus(form.querySelector("button"));
  }

  function remember() {
    const field = inField();
    const pair = field?.closest(".pair");
    const two = pair ? [...pair.querySelectorAll(".field .value")].map((n) => n.textContent.trim()) : [];
    if (two.length < 2) return;
    const marked = String(getSelection()).trim();
    const dialog = document.getElementById("remember");
    const form = dialog.querySelector("form");
    form.elements.kind.value = marked ? "term" : "sentence";
    form.elements.source.value = marked || two[0];
    form.elements.target.value = marked ? "" : two[1];
    form.elements.languages.value = `${panel().dataset.source}>${panel().dataset.target}`;
    dialog.showModal();
  }

  const path = (button) => (button.closest("[data-path]") || button).dataset.path;
  Object.assign(desk.press, {
    edit: (button) => edit(button.closest(".field")),
    cancel: (button) => cancel(button.closest(".field")),
    settle: (button) => { const f = button.closest(".flag").dataset; desk.post(`${home}/settle`, { base: base(), code: f.code, path: f.path }); },
    confirm: (button) => desk.post(`${home}/confirm`, { base: base(), path: path(button) }),
    printed: (button) => desk.post(`${home}/printed`, { base: base(), path: path(button) }),
    unrepair: (button) => desk.post(`${home}/unrepair`, { base: base(), path: path(button) }),
    approve: () => decide("approved"), reject: () => decide("rejected"), reopen: () => decide("pending"),
    undo: () => desk.post(`${home}/undo`, { base: base() }),
    "keep-mine": () => desk.post(`${home}/take`, { base: base() }),
    "next-flag": () => step(stops, 1),
    history,
    remove: (button) => save(button.dataset.path, ""),
    theirs: () => document.getElementById("notice").replaceChildren(),
    region: () => viewer.draw(setRegion),
    "no-region": () => setRegion(null),
    "use-region": () => { if (last) save(last.dataset.path, document.querySelector(".region-text").textContent); },
    "close-remember": () => document.getElementById("remember").close(),
  });
  Object.assign(desk.keys, {
    j: () => step(fields, 1), k: () => step(fields, -1),
    f: () => step(stops, 1), F: () => step(stops, -1),
    e: () => edit(inField()),
    Enter: (event) => (event.target.matches(".field, mark, .flag") ? edit(event.target.closest(".field")) : false),
    o: takeOther, c: accept, x: unrepair,
    a: () => decide("approved"), r: () => decide("rejected"),
    u: desk.press.undo, h: history,
    n: () => go(root.dataset.after), p: () => go(root.dataset.before),
    g: () => { if (panel().querySelector(".reread")) viewer.draw(setRegion); },
    m: remember,
  });

  document.addEventListener("dblclick", (event) => edit(event.target.closest(".field")));
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.edit");
    if (!form) return;
    if (event.key === "Escape") cancel(form.closest(".field"));
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  document.addEventListener("input", (event) => { if (event.target.matches("form.edit textarea")) grow(event.target); });

  const first = fields().find((field) => field.dataset.boxes);
  if (first) viewer.light(first, false);

  // A new panel: the focus goes back to where it was, and an old notice goes.
  let return_to = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "panel" && event.detail.xhr.status < 400) {
      const field = document.activeElement.closest?.(".field") || last;
      return_to = field ? { path: field.dataset.path, start: Number(field.dataset.start || 0) } : null;
      document.getElementById("notice").replaceChildren();
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const area = event.detail.target.querySelector?.("form.edit textarea:not([hidden])");
    if (area) {
      grow(area);
      area.focus({ preventScroll: true });
      area.closest("form").scrollIntoView({ block: "nearest" });
    }
    viewer.outline();
    if (!return_to || !document.getElementById("panel")) return;
    const { path: wanted, start } = return_to;
    return_to = null;
    const same = fields().filter((field) => field.dataset.path === wanted);
    same.sort((a, b) => Math.abs((a.dataset.start || 0) - start) - Math.abs((b.dataset.start || 0) - start));
    focus(same[0] || fields()[0]);
  });
})();
