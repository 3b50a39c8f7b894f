// Keys and small manners that every page shares. Pages add their own keys to desk.keys and desk.press.
"use strict";
window.desk = {
  keys: {},
  jumps: {},
  press: {},
  words: JSON.parse(document.getElementById("words").textContent),
  // A text of the interface in the reader's language; %(name)s is replaced.
  say(text, values = {}) {
    return (this.words[text] || text).replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  },
  post(url, values, target = "#panel", swap = "outerHTML") {
    return htmx.ajax("POST", url, { values, target, swap });
  },
  // A change that leaves the page as it is: the answer's text and headers, or null and a notice where it failed.
  async send(url, values) {
    const headers = { "HX-Request": "true", "X-CSRF-Token": document.querySelector('meta[name="csrf"]').content };
    try {
      const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(values) });
      const text = await answer.text();
      if (answer.ok) return { text, headers: answer.headers };
      this.notice(text);
    } catch {
      this.lost();
    }
    return null;
  },
  notice(html) {
    const place = document.getElementById("notice");
    place.innerHTML = html;
    htmx.process(place);
    place.scrollIntoView({ block: "nearest" });
  },
  lost() {
    const place = document.getElementById("notice");
    const line = document.createElement("p");
    line.className = "fault";
    line.textContent = this.say("The desk cannot be reached. What you typed is kept; try again.");
    place.replaceChildren(line);
  },
  store(kind, name, value) {
    const key = `scanglot-${name}`;
    try {
      if (value === undefined) return JSON.parse(window[kind].getItem(key));
      if (value === null) window[kind].removeItem(key);
      else window[kind].setItem(key, JSON.stringify(value));
    } catch {
      return null; // storage is full or switched off: the page works without memory
    }
    return value;
  },
};

(() => {
  const help = document.getElementById("help");
  const allowed = document.getElementById("keys-on");
  let prefix = 0;
  allowed.checked = localStorage.getItem("scanglot-keys") !== "off";
  allowed.addEventListener("change", () => localStorage.setItem("scanglot-keys", allowed.checked ? "on" : "off"));

  Object.assign(desk.keys, {
    "?": () => help.showModal(),
    "/": () => document.getElementById("find").focus(),
    u: () => desk.press["undo-decision"](),
  });
  Object.assign(desk.press, {
    help: () => help.showModal(),
    dismiss: (button) => button.closest("p, section").remove(),
    "undo-decision": async () => {
      const decided = desk.store("sessionStorage", "decided");
      if (!decided) return;
      if (await desk.send(`/records/${decided.key}/undo`, { base: decided.revision })) {
        desk.store("sessionStorage", "decided", null);
        location.href = decided.address;
      }
    },
    "forget-decision": () => { desk.store("sessionStorage", "decided", null); showDecided(); },
  });

  // The last decision, and the way to take it back, until something else is done; also after a reload.
  function showDecided() {
    const bar = document.getElementById("decided");
    const decided = desk.store("sessionStorage", "decided");
    bar.hidden = !decided;
    if (!decided) return;
    const approved = decided.state === "approved";
    const said = approved ? desk.say("Approved: %(title)s", decided) : desk.say("Rejected: %(title)s", decided);
    bar.querySelector("span").textContent = said;
  }
  desk.decided = (facts) => { desk.store("sessionStorage", "decided", facts); showDecided(); };
  showDecided();

  const typing = (node) => node.closest("input, textarea, select, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (!allowed.checked && event.key.length === 1) return;
    if (prefix && event.key.length === 1) {
      clearTimeout(prefix);
      prefix = 0;
      event.preventDefault();
      desk.jumps[event.key]?.();
      return;
    }
    if (event.key === "g" && Object.keys(desk.jumps).length) {
      prefix = setTimeout(() => { prefix = 0; }, 3000);
      event.preventDefault();
      return;
    }
    const act = desk.keys[event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key];
    if (act && act(event) !== false) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    const act = button && desk.press[button.dataset.act];
    if (act) act(button, event);
  });

  // What failed is always told in the same place, whatever the request wanted to replace.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 400) return;
    Object.assign(event.detail, { shouldSwap: true, swapOverride: "innerHTML", target: document.getElementById("notice") });
  });
  document.addEventListener("htmx:sendError", () => desk.lost());
  document.addEventListener("htmx:timeout", () => desk.lost());

  for (const form of document.querySelectorAll("[data-submit-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value && field.name !== "state") field.disabled = true;
    });
  }
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll(".filters :disabled")) field.disabled = false;
    showDecided();
  });
})();
