// The record page: fields, flags, decisions. Every act has a button and a key.
"use strict";
(() => {
  const root = document.getElementById("record");
  const { home, panel, base, fields, focus, edit, fieldFor } = sheet;
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

  async function decide(state, note = "") {
    const at = state === "approved" ? await sheet.saveOpen() : base();
    if (!at) return;
    const answer = await desk.send(`${home}/decide`, { base: at, state, note });
    if (!answer || state === "pending") {
      sheet.again();
      return;
    }
    const revision = Number(answer.headers.get("X-Revision"));
    const address = location.pathname + location.search;
    desk.decided({ key: root.dataset.key, revision, state, address, title: root.dataset.title });
    location.href = lists.next() || lists.back();
  }

  function save(path, value, stretch = {}) {
    return desk.post(`${home}/edit`, { base: base(), path, value, ...stretch });
  }

  // Undo the decision that is shown, or else the last change to this record.
  function undo() {
    if (desk.store("sessionStorage", "decided")) desk.press["undo-decision"]();
    else desk.post(`${home}/undo`, { base: base() });
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

  const go = (where) => { if (where) location.href = where; };

  // From a flag to the sentence and the characters that it speaks of: what it quotes, or a number that it names.
  function lead(path, says) {
    const all = fields().filter((f) => f.dataset.path === path || f.dataset.path.startsWith(`${path}.`));
    const named = [...says.matchAll(/[“'‘"]([^”'’"]{1,60})[”'’"]|(\d[\d.,%]*\d|\d)/g)].map((m) => m[1] || m[2]);
    for (const text of named) {
      for (const field of all) {
        const value = field.querySelector(".value");
        if (!value?.textContent.includes(text)) continue;
        focus(field);
        mark(value, text);
        return;
      }
    }
    focus(all.find((f) => f.querySelector("mark")) || all[0]);
  }

  function mark(value, text) {
    const walker = document.createTreeWalker(value, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const from = value.textContent.indexOf(text);
    const range = document.createRange();
    let at = 0;
    for (const node of nodes) {
      if (at <= from && from < at + node.length) range.setStart(node, from - at);
      if (at < from + text.length && from + text.length <= at + node.length) range.setEnd(node, from + text.length - at);
      at += node.length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

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
    document.getElementById("region-says").textContent = numbers ? desk.say("this region of page %(n)s", { n: numbers[0] }) : desk.say("the document");
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
    cancel: (button) => sheet.cancel(button.closest(".field")),
    settle: (button) => { const f = button.closest(".flag").dataset; desk.post(`${home}/settle`, { base: base(), code: f.code, path: f.path }); },
    confirm: (button) => desk.post(`${home}/confirm`, { base: base(), path: path(button) }),
    printed: (button) => desk.post(`${home}/printed`, { base: base(), path: path(button) }),
    unrepair: (button) => desk.post(`${home}/unrepair`, { base: base(), path: path(button) }),
    approve: () => decide("approved"), reopen: () => decide("pending"),
    reject: () => document.getElementById("reject").showModal(),
    "reject-for": (button) => { document.getElementById("reject").close(); decide("rejected", button.value); },
    undo: () => desk.post(`${home}/undo`, { base: base() }),
    resume: (button) => edit(button.closest(".field")),
    discard: (button) => {
      const field = button.closest(".field");
      drafts.drop(field.dataset.path, sheet.startOf(field));
      button.closest(".shelved").remove();
    },
    "keep-mine": () => desk.post(`${home}/take`, { base: base() }),
    "next-flag": () => step(stops, 1),
    lead: (button) => lead(button.dataset.lead, button.dataset.says),
    "take-journal": async (button) => {
      const { names, issn } = button.dataset;
      const values = Object.entries(JSON.parse(names)).map(([code, name]) => [`journal.${code}`, name]);
      if (issn) values.push(["issn", issn]);
      let at = base();
      for (const [where, value] of values) {
        const answer = await desk.send(`${home}/edit`, { base: at, path: where, value });
        if (!answer) break;
        at = Number(/data-revision="(\d+)"/.exec(answer.text)[1]);
      }
      sheet.again();
    },
    "read-page": () => {
      const form = panel().querySelector(".reread");
      const read = [...document.querySelectorAll(".tools [data-page]:not([data-further])")].map((tab) => tab.dataset.page);
      form.elements.pages.value = [...new Set([...read, viewer.number()])].sort((a, b) => a - b).join(",");
      form.requestSubmit();
      form.scrollIntoView({ block: "nearest" });
    },
    "split-here": () => {
      htmx.ajax("POST", `${home}/split`, { values: { page: viewer.number() }, target: "#task", swap: "innerHTML" });
      document.getElementById("task").scrollIntoView({ block: "nearest" });
    },
    "use-offer": (button) => {
      const area = button.form.elements.value;
      area.value = button.value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    },
    history,
    remove: (button) => save(button.dataset.path, ""),
    theirs: (button) => {
      const { path, start } = button.closest("form").elements;
      drafts.drop(path.value, start?.value);
      document.getElementById("notice").replaceChildren();
    },
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
    a: () => decide("approved"), r: desk.press.reject,
    u: undo, h: history,
    n: () => go(lists.next()), p: () => go(lists.before()),
    d: () => { if (panel().querySelector(".reread")) viewer.draw(setRegion); },
    m: remember,
  });

  // g and a letter open the field that is meant.
  for (const link of root.dataset.jumps.split(" ")) {
    const [letter, wanted] = link.split("=");
    desk.jumps[letter] = () => {
      const field = fields().find((f) => f.dataset.path === wanted || f.dataset.path.startsWith(`${wanted}.`));
      if (field && field.querySelector(".pen, button")) edit(field, { whole: true });
      else focus(field);
    };
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches(".section-label")) return;
    const paths = event.target.dataset.sections.split(" ");
    const value = event.target.value;
    desk.send(`${home}/edit`, { base: base(), path: `${paths[0]}.label`, value }).then(async (answer) => {
      const at = answer && Number(/data-revision="(\d+)"/.exec(answer.text)[1]);
      if (at && paths[1]) await desk.send(`${home}/edit`, { base: at, path: `${paths[1]}.label`, value });
      sheet.again();
    });
  });
  document.addEventListener("keydown", (event) => {
    const dialog = event.target.closest?.("#reject");
    if (dialog && /^[1-9]$/.test(event.key)) dialog.querySelectorAll("[data-act='reject-for']")[event.key - 1]?.click();
  });

  let then = null;
  document.addEventListener("dblclick", (event) => edit(event.target.closest(".field")));
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.edit");
    // Escape and Enter inside an input method belong to it.
    if (!form || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") sheet.cancel(form.closest(".field"));
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.altKey)) return;
    event.preventDefault();
    if (event.shiftKey) decide("approved");
    else {
      then = event.altKey ? form.closest(".field").dataset : null;
      form.requestSubmit();
    }
  });

  document.addEventListener("input", (event) => {
    if (!event.target.matches("form.edit [name=value]")) return;
    sheet.grow(event.target);
    drafts.keep(event.target.form);
  });

  const first = fields().find((field) => field.dataset.boxes);
  if (first) viewer.light(first, false);

  // A new panel: the focus goes back to where it was, and an old notice goes; typed text is opened again.
  let return_to = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr, requestConfig } = event.detail;
    if (target.id !== "panel" || xhr.status >= 400) return;
    const field = document.activeElement.closest?.(".field") || last;
    return_to = field ? { path: field.dataset.path, start: Number(field.dataset.start || 0) } : {};
    document.getElementById("notice").replaceChildren();
    if (requestConfig.verb !== "post") return;
    const { path: saved, start } = requestConfig.parameters;
    if (requestConfig.path.endsWith("/edit")) drafts.drop(saved, start);
    const now = Number(/data-revision="(\d+)"/.exec(xhr.responseText)?.[1]);
    if (now === base() + 1) drafts.rebase(base(), now);
    desk.decided(null);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const form = event.detail.target.querySelector?.(":scope > form.edit");
    if (form) sheet.opened(form);
    viewer.outline();
    if (!return_to || !document.getElementById("panel")) return;
    const same = fieldFor(return_to.path, return_to.start) || fields()[0];
    return_to = null;
    sheet.reopen();
    if (then) {
      const here = fields().indexOf(fieldFor(then.path, Number(then.start || 0)));
      then = null;
      edit(fields()[here + 1]);
    } else focus(same);
  });
  sheet.reopen();
  root.dataset.ready = "";
})();
