// Rows of the queue that are selected, and what is done to all of them.
"use strict";
(() => {
  const form = document.getElementById("bulk");
  const all = document.getElementById("all-rows");
  if (!form || !all) return;
  const boxes = () => [...document.querySelectorAll("input[name=keys]")];
  let last = null;

  function tell() {
    const chosen = boxes().filter((box) => box.checked).length;
    form.hidden = !chosen;
    form.querySelector(".many").textContent = desk.say("%(n)s selected", { n: chosen });
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
    const act = form.elements.act.value;
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== act;
    for (const part of form.querySelectorAll("[data-for] :is(input, select)")) part.disabled = part.closest("[data-for]").hidden;
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("input[name=keys]");
    if (!box) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes().indexOf(last), boxes().indexOf(box)].sort((a, b) => a - b);
      for (const each of boxes().slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
    tell();
  });
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  desk.keys.x = () => {
    const box = document.activeElement.closest?.("tr")?.querySelector("input[name=keys]");
    if (box) box.checked = !box.checked;
    tell();
  };
  desk.keys.b = () => { if (!form.hidden) form.elements.act.focus(); };
  addEventListener("pageshow", tell);
})();
