// What is typed and not saved: kept in the browser with every letter, shown again wherever the record is opened.
"use strict";
window.drafts = (() => {
  const root = document.getElementById("record");
  const place = `draft:${root.dataset.who}:${root.dataset.key}`;
  const all = () => desk.store("localStorage", place) || {};
  const put = (found) => desk.store("localStorage", place, Object.keys(found).length ? found : null);
  const name = (path, start) => `${path}@${start ?? ""}`;

  function keep(form) {
    const { value, base, path, start, expected } = form.elements;
    const found = all();
    const at = name(path.value, start?.value);
    const before = value.defaultValue ?? [...value.options].find((o) => o.defaultSelected)?.value;
    if (value.value === before) delete found[at];
    else {
      found[at] = {
        path: path.value, base: Number(base.value), value: value.value,
        start: start ? Number(start.value) : null, expected: expected ? expected.value : "", shelved: false,
      };
    }
    put(found);
  }

  function change(path, start, update) {
    const found = all();
    const at = name(path, start);
    if (!found[at]) return;
    if (update) Object.assign(found[at], update);
    else delete found[at];
    put(found);
  }

  // My own save moves the record on: what else I have typed rests on the new revision.
  function rebase(from, to) {
    const found = all();
    for (const draft of Object.values(found)) if (draft.base === from) draft.base = to;
    put(found);
  }

  return {
    keep, rebase,
    list: () => Object.values(all()),
    of: (path, start) => all()[name(path, start)],
    drop: (path, start) => change(path, start, null),
    shelve: (path, start) => change(path, start, { shelved: true }),
    resume: (path, start) => change(path, start, { shelved: false }),
  };
})();
