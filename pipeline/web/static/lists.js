// The list that records were opened from: next and previous follow it as it was, and back leads back to it.
"use strict";
window.lists = (() => {
  const root = document.getElementById("record");
  const plain = (address) => new URL(address, location.href).pathname;
  const linksOf = (page) => [...page.querySelectorAll("a.open")].map((link) => plain(link.getAttribute("href")));
  const moreOf = (page) => page.querySelector(".more a")?.getAttribute("href") || null;
  let list = desk.store("sessionStorage", "list");

  function remember() {
    const keys = linksOf(document);
    if (!keys.length) return;
    list = { address: location.pathname + location.search, keys, more: moreOf(document) };
    desk.store("sessionStorage", "list", list);
  }

  const at = () => (list ? list.keys.indexOf(location.pathname) : -1);

  // The next page of the list, read before the last of this one is reached.
  async function grow() {
    if (at() < list.keys.length - 2 || !list.more) return;
    const answer = await fetch(list.more);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.keys.push(...linksOf(page).filter((key) => !list.keys.includes(key)));
    list.more = moreOf(page);
    desk.store("sessionStorage", "list", list);
    tell();
  }

  function tell() {
    const place = document.getElementById("place-in-list");
    const values = { at: at() + 1, of: `${list.keys.length}${list.more ? "+" : ""}` };
    place.textContent = desk.say("%(at)s of %(of)s", values);
  }

  const back = () => (at() < 0 ? root?.dataset.queue || "/" : list.address);
  function beside(by) {
    if (at() < 0) return by > 0 ? root.dataset.after : root.dataset.before;
    return list.keys[at() + by] || "";
  }

  desk.keys.q = () => { location.href = back(); };
  if (root) {
    for (const link of document.querySelectorAll("a.back")) link.setAttribute("href", back());
    if (at() >= 0) {
      tell();
      grow();
    }
    desk.store("sessionStorage", "last", location.pathname);
  } else {
    addEventListener("pageshow", remember);
    const rows = () => [...document.querySelectorAll("a.open")];
    const step = (by) => {
      const all = rows();
      const here = all.indexOf(document.activeElement);
      const last = all.findIndex((link) => plain(link.getAttribute("href")) === desk.store("sessionStorage", "last"));
      const from = here >= 0 ? here : last >= 0 && by > 0 ? last - 1 : here;
      all[Math.max(0, Math.min(all.length - 1, from + by))]?.focus();
    };
    Object.assign(desk.keys, { j: () => step(1), k: () => step(-1) });
  }
  return { next: () => beside(1), before: () => beside(-1), back };
})();
