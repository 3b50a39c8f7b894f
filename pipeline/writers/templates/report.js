"use strict";
// The list of documents: searched, filtered and sorted in memory; a document's part is loaded when it is opened.
const SHOWN_AT_ONCE = 100;
const SAID = { ok: "ok", needs_review: "to review", failed: "failed" };
const byId = (id) => document.getElementById(id);
const rows = JSON.parse(byId("rows").textContent).map((r, at) => ({
  at, path: r[0], file: r[1], title: r[2], original: r[3], status: r[4], score: r[5], year: r[6], language: r[7],
  flags: r[8], machine: r[9], found: [r[1], r[2], r[3], r[10], ...r[8]].join("\n").toLowerCase(),
}));
const part = Number(document.body.dataset.part);
const documents = new Map(), asked = new Set();
let matching = rows, limit = SHOWN_AT_ONCE;

function shown(some) {  // called by each part
  for (const [path, html] of Object.entries(some)) documents.set(path, html);
  show();
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const ORDERS = {
  urgency: (a, b) => a.at - b.at,
  title: (a, b) => (a.title || "\uffff").localeCompare(b.title || "\uffff"),
  file: (a, b) => a.file.localeCompare(b.file, undefined, { numeric: true }),
  year: (a, b) => b.year - a.year,
  score: (a, b) => b.score - a.score,
};

function search() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const status = document.querySelector("[data-status][aria-pressed=true]")?.dataset.status || "";
  const language = byId("language").value, flag = byId("flag").value, machine = byId("machine").value;
  matching = rows.filter((r) => (!status || r.status === status) && (!language || r.language === language)
    && (!flag || r.flags.includes(flag)) && (!machine || String(r.machine) === machine)
    && words.every((word) => r.found.includes(word)));
  matching.sort(ORDERS[byId("order").value]);
  limit = SHOWN_AT_ONCE;
  list();
}

function list() {
  const items = matching.slice(0, limit).map((r) => {
    const item = element("li"), link = element("a"), meta = element("span", "", "meta");
    link.href = "#" + encodeURIComponent(r.path);
    link.append(element("span", r.title || "without a title", "name"));
    meta.append(element("span", SAID[r.status], "status " + r.status), element("span", r.file));
    if (r.year) meta.append(element("span", r.year));
    if (r.status !== "failed") meta.append(element("span", r.score.toFixed(2)));
    if (r.machine) meta.append(element("span", "machine text", "badge"));
    if (r.flags.length) meta.append(element("span", r.flags.slice(0, 3).join(", ") + (r.flags.length > 3 ? " …" : "")));
    link.append(meta);
    item.append(link);
    return item;
  });
  byId("rows-shown").replaceChildren(...items);
  byId("count").textContent = matching.length === rows.length ? "" : `${matching.length} of ${rows.length}`;
  byId("more").hidden = matching.length <= limit;
  mark();
}

function opened() { return decodeURIComponent(location.hash.slice(1)); }

function mark() {
  for (const link of document.querySelectorAll("#rows-shown a"))
    link.setAttribute("aria-current", String(decodeURIComponent(link.hash.slice(1)) === opened()));
}

function show() {
  const wide = matchMedia("(min-width: 801px)").matches;
  const path = opened() || (wide && rows.length ? rows[0].path : "");
  document.body.classList.toggle("open", Boolean(opened()));
  const row = rows.find((r) => r.path === path), target = byId("document");
  mark();
  if (!row) return target.replaceChildren(path ? element("p", "No document of this report has that name.") : "");
  if (documents.has(path)) {
    if (target.dataset.path !== path) { target.innerHTML = documents.get(path); target.dataset.path = path; }
    return;
  }
  target.dataset.path = "";
  target.replaceChildren(element("p", "Loading …", "soft"));
  const number = Math.floor(row.at / part);
  if (asked.has(number)) return;
  asked.add(number);
  const script = element("script");
  script.src = `.scanglot/report/${number}.js`;
  script.onerror = () => target.replaceChildren(element("p", "The documents are not beside this report (.scanglot/report). `scanglot report` writes them again; or ask for one file: `scanglot report OUT --one-file FILE`."));
  document.head.append(script);
}

function light(event, on) {
  const path = event.target.closest?.("[data-path]:not(#document)")?.dataset.path;
  if (path) for (const one of document.querySelectorAll(`#document [data-path="${CSS.escape(path)}"]`)) one.classList.toggle("lit", on);
}

let typing;
byId("search").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 80); });
for (const id of ["language", "flag", "machine", "order"]) byId(id).addEventListener("change", search);
for (const button of document.querySelectorAll("[data-status]")) button.addEventListener("click", () => {
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of document.querySelectorAll("[data-status]")) other.setAttribute("aria-pressed", String(on && other === button));
  search();
});
for (const bar of document.querySelectorAll("[data-flag]")) bar.addEventListener("click", () => { byId("flag").value = bar.dataset.flag; search(); byId("list").scrollIntoView(); });
byId("more").addEventListener("click", () => { limit += SHOWN_AT_ONCE; list(); });
addEventListener("hashchange", show);
document.addEventListener("mouseover", (event) => light(event, true));
document.addEventListener("mouseout", (event) => light(event, false));
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || !"jk".includes(event.key)) return;
  const at = matching.findIndex((r) => r.path === (opened() || rows[0]?.path)), next = matching[at + (event.key === "j" ? 1 : -1)];
  if (next) location.hash = encodeURIComponent(next.path);
});
