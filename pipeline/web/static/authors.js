// The author list: dragged, moved by keys, split and joined.
"use strict";
(() => {
  const { home, base } = sheet;
  const ITEM = ".author[data-member]";
  const numberOf = (item) => Number(item.dataset.member.split(".")[1]);
  const act = (item, deed, value = "") =>
    desk.post(`${home}/edit`, { base: base(), path: `${item.dataset.member}.${deed}`, value });
  const here = () => document.activeElement.closest?.(ITEM);

  // Where the focus was goes along with the author that is moved.
  function move(item, to) {
    const all = [...document.querySelectorAll(ITEM)];
    if (to < 0 || to >= all.length || to === numberOf(item)) return;
    const part = document.activeElement.closest?.(".field")?.dataset.path?.split(".").slice(2).join(".");
    const done = act(item, "move", String(to));
    if (part) done.then(() => sheet.focus(sheet.fieldFor(`authors.${to}.${part}`, 0)));
  }

  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    // Only the grip is dragged: text inside something that can be dragged cannot be selected.
    dragged = event.target.closest?.(".grip")?.closest(ITEM);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest?.(ITEM);
    if (!over) return;
    event.preventDefault();
    for (const item of document.querySelectorAll(ITEM)) item.classList.toggle("over", item === over);
  });
  document.addEventListener("drop", (event) => {
    const over = dragged && event.target.closest?.(ITEM);
    if (!over) return;
    event.preventDefault();
    move(dragged, numberOf(over));
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    for (const item of document.querySelectorAll(ITEM)) item.classList.remove("over");
  });

  document.addEventListener("keydown", (event) => {
    const item = here();
    if (!item || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(item, numberOf(item) + (event.key === "ArrowUp" ? -1 : 1));
  });
  Object.assign(desk.keys, {
    s: () => { if (here()) act(here(), "split"); },
    S: () => { if (here()) act(here(), "join"); },
  });
})();
