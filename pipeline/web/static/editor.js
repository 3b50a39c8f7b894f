// The editors of the record's fields: opened, left, saved, and opened again with what was typed.
"use strict";
window.sheet = (() => {
  const root = document.getElementById("record");
  const home = `/records/${root.dataset.key}`;
  const panel = () => document.getElementById("panel");
  const base = () => Number(panel().dataset.revision);
  const fields = () => [...panel().querySelectorAll(".field")];
  const again = () => htmx.ajax("GET", `${home}/panel`, { target: "#panel", swap: "outerHTML" });

  function focus(node) {
    if (!node) return;
    if (!node.hasAttribute("tabindex")) node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }

  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  const areaOf = (form) => form.elements.value;
  const startOf = (field) => (field.dataset.start === undefined ? undefined : Number(field.dataset.start));
  const draftOf = (field) => drafts.of(field.dataset.path, startOf(field));

  // Open a field's editor, with what was typed before and not saved. `how`: quiet (no focus), whole (all selected).
  function edit(field, how = {}) {
    if (!field || field.querySelector("form")) return;
    const draft = how.draft || draftOf(field);
    const { path, length } = field.dataset;
    const start = draft ? (draft.start ?? undefined) : startOf(field);
    field.shown = [...field.childNodes];
    field.how = { ...how, draft };
    const place = start === undefined ? "" : `&start=${start}&length=${draft ? draft.expected.length : length}`;
    const from = draft ? draft.base : base();
    htmx.ajax("GET", `${home}/edit?base=${from}&path=${encodeURIComponent(path)}${place}`, { target: field, swap: "innerHTML" });
  }

  // An editor that has come: what was typed goes into it.
  function opened(form) {
    const field = form.closest(".field");
    const { draft, quiet, whole } = field.how || {};
    const area = areaOf(form);
    if (draft) {
      area.value = draft.value;
      drafts.resume(draft.path, draft.start ?? undefined);
    }
    grow(area);
    if (quiet) return;
    area.focus({ preventScroll: true });
    if (whole && area.select) area.select();
    form.scrollIntoView({ block: "nearest" });
  }

  // Leave an editor: unchanged it is gone, changed text is put aside and said to be there.
  function cancel(field) {
    if (!field?.shown) return;
    const draft = draftOf(field);
    field.replaceChildren(...field.shown);
    if (draft) {
      drafts.shelve(draft.path, draft.start ?? undefined);
      shelf(field);
    }
    focus(field);
  }

  function shelf(field) {
    if (field.querySelector(".shelved")) return;
    const note = document.getElementById("shelved").content.firstElementChild.cloneNode(true);
    note.querySelector("q").textContent = draftOf(field).value.slice(0, 80);
    field.append(note);
  }

  const fieldFor = (path, start) => fields()
    .filter((field) => field.dataset.path === path)
    .sort((a, b) => Math.abs((a.dataset.start || 0) - start) - Math.abs((b.dataset.start || 0) - start))[0];

  // Whatever was typed and not saved stands open again after a reload or beside a save elsewhere.
  function reopen() {
    for (const draft of drafts.list()) {
      const field = fieldFor(draft.path, draft.start || 0);
      if (!field) continue;
      if (!draft.shelved) edit(field, { quiet: true, draft });
      else if (draftOf(field)) shelf(field);
    }
  }

  // Save all that is typed; the revision that the record then has, or 0 where a save was refused.
  async function saveOpen() {
    let at = base();
    for (const form of panel().querySelectorAll("form.edit")) {
      const area = areaOf(form);
      if (!drafts.of(form.elements.path.value, form.elements.start?.value)) continue;
      const values = Object.fromEntries(new FormData(form));
      if (Number(values.base) === base()) values.base = at;
      const answer = await desk.send(`${home}/edit`, values);
      if (!answer) {
        if (at !== base()) again();
        return 0;
      }
      drafts.drop(values.path, values.start);
      at = Number(/data-revision="(\d+)"/.exec(answer.text)[1]);
    }
    return at;
  }

  return { home, panel, base, fields, focus, again, grow, startOf, fieldFor, edit, opened, cancel, reopen, saveOpen };
})();
