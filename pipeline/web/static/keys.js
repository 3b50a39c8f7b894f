// Keys and small manners that every page shares. Pages add their own keys to desk.keys.
"use strict";
window.desk = {
  keys: {},
  press: {},
  post(url, values, target = "#panel", swap = "outerHTML") {
    return htmx.ajax("POST", url, { values, target, swap });
  },
};

(() => {
  const help = document.getElementById("help");
  const allowed = document.getElementById("keys-on");
  allowed.checked = localStorage.getItem("scanglot-keys") !== "off";
  allowed.addEventListener("change", () => localStorage.setItem("scanglot-keys", allowed.checked ? "on" : "off"));

  const rows = () => [...document.querySelectorAll("a.open")];
  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) next.focus();
  };
  Object.assign(desk.keys, {
    "?": () => help.showModal(),
    "/": () => document.getElementById("find").focus(),
    q: () => { location.href = document.getElementById("record")?.dataset.queue || "/"; },
  });
  if (!document.getElementById("record")) Object.assign(desk.keys, { j: () => step(1), k: () => step(-1) });

  Object.assign(desk.press, {
    help: () => help.showModal(),
    dismiss: (button) => button.closest("p, section").remove(),
  });

  const typing = (node) => node.closest("input, textarea, select, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (!allowed.checked && event.key.length === 1) return;
    const act = desk.keys[event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key];
    if (act && act(event) !== false) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    const act = button && desk.press[button.dataset.act];
    if (act) act(button, event);
  });

  for (const form of document.querySelectorAll("[data-submit-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value && field.name !== "state") field.disabled = true;
    });
  }
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll(".filters :disabled")) field.disabled = false;
  });
})();
