// The page picture: pan, zoom, boxes, and the enlarged line. All coordinates are pixels of the record's page.
"use strict";
window.viewer = (() => {
  const svg = document.getElementById("page");
  const crop = document.getElementById("crop");
  const says = document.getElementById("crop-says");
  const tabs = [...document.querySelectorAll(".tools [data-page]")];
  const further = document.getElementById("further");
  const record = document.getElementById("record");
  const NS = "http://www.w3.org/2000/svg";
  let page = null;
  let view = null;
  let region = null;

  const make = (name, attributes) => {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const parse = (text) => (text || "").split(" ").filter(Boolean).map((part) => {
    const [number, left, top, right, bottom] = part.split(",").map(Number);
    return { page: number, left, top, right, bottom };
  });
  const rect = (box, name) => make("rect", {
    class: name, x: box.left - 4, y: box.top - 4, rx: 4,
    width: box.right - box.left + 8, height: box.bottom - box.top + 8,
  });
  const picture = (tab) => make("image", {
    href: tab.dataset.src, width: tab.dataset.width, height: tab.dataset.height, preserveAspectRatio: "none",
  });
  const layer = (name) => svg?.querySelector(`.${name}`);

  function look() {
    svg.setAttribute("viewBox", view.map((n) => Math.round(n)).join(" "));
  }

  function fit() {
    if (!page) return;
    view = [0, 0, Number(page.dataset.width), Number(page.dataset.height)];
    look();
  }

  function show(number) {
    const tab = tabs.find((t) => t.dataset.page === String(number) && t.dataset.src);
    if (!svg || !tab || tab === page) return;
    page = tab;
    for (const other of tabs) other.setAttribute("aria-pressed", String(other === tab));
    const beyond = "further" in tab.dataset;
    if (further && !beyond) further.value = "";
    for (const button of document.querySelectorAll('[data-act="read-page"], [data-act="split-here"]')) button.hidden = !beyond;
    svg.replaceChildren(picture(tab), make("g", { class: "all" }), make("g", { class: "lit" }), make("g", { class: "wish" }));
    fit();
    outline();
  }

  // Thin boxes for every field that stands on this page.
  function outline() {
    if (!page) return;
    const here = Number(page.dataset.page);
    const boxes = [];
    const draw = (node, text, name) => {
      for (const box of parse(text)) {
        if (box.page !== here) continue;
        const shape = rect(box, name);
        shape.dataset.field = node.closest(".field").id;
        boxes.push(shape);
      }
    };
    for (const field of document.querySelectorAll("#panel .field[data-outline]")) draw(field, field.dataset.outline, "box");
    for (const mark of document.querySelectorAll("#panel mark[data-boxes]")) draw(mark, mark.dataset.boxes, "box doubt");
    layer("all").replaceChildren(...boxes);
  }

  function light(node, move) {
    const boxes = parse(node.dataset.boxes);
    if (!svg || !boxes.length) {
      if (layer("lit")) layer("lit").replaceChildren();
      return;
    }
    show(boxes[0].page);
    const here = boxes.filter((box) => page && box.page === Number(page.dataset.page));
    if (!here.length) return;
    layer("lit").replaceChildren(...here.map((box) => rect(box, "box on")));
    if (move) bring(here[0]);
    enlarge(here, node);
  }

  // Move the view so that the box is seen, without changing the zoom.
  function bring(box) {
    const [x, y, w, h] = view;
    const inside = box.left >= x && box.right <= x + w && box.top >= y && box.bottom <= y + h;
    if (inside) return;
    view = [Math.max(0, Math.min(box.left - w / 8, page.dataset.width - w)), box.top - h / 3, w, h];
    look();
  }

  function enlarge(boxes, node) {
    const mark = node.closest("mark") ? boxes[0] : null;
    const around = mark ? lineOf(node, mark) : boxes.slice(0, 3);
    const left = Math.min(...around.map((b) => b.left));
    const top = Math.min(...around.map((b) => b.top));
    const right = Math.max(...around.map((b) => b.right));
    const bottom = Math.max(...around.map((b) => b.bottom));
    let from = left;
    let width = right - left;
    if (mark) {
      width = Math.min(width, (bottom - top) * 14);
      from = Math.max(left, Math.min((mark.left + mark.right) / 2 - width / 2, right - width));
    }
    const edge = Math.max(6, (bottom - top) * 0.15);
    crop.setAttribute("viewBox", [from - edge, top - edge, width + 2 * edge, bottom - top + 2 * edge].join(" "));
    crop.replaceChildren(picture(page), ...(mark ? [rect(mark, "box on")] : []));
    const field = node.closest(".field");
    const other = node.dataset.other === undefined ? "" : ` · ${desk.say("second reading: %(text)s (o)", { text: node.dataset.other || "∅" })}`;
    says.textContent = `${field?.getAttribute("aria-label") || ""}${field?.dataset.read ? `: ${field.dataset.read}` : ""}${other}`;
  }

  function lineOf(node, mark) {
    const field = node.closest(".field");
    const line = parse(field?.dataset.boxes).find((box) =>
      box.page === mark.page && mark.top < box.bottom && mark.bottom > box.top && mark.left < box.right && mark.right > box.left);
    return line ? [line] : [mark];
  }

  function zoom(by, at) {
    if (!view) return;
    const [x, y, w, h] = view;
    const [cx, cy] = at || [x + w / 2, y + h / 2];
    const width = Math.max(120, Math.min(w * by, page.dataset.width * 1.5));
    const scale = width / w;
    view = [cx - (cx - x) * scale, cy - (cy - y) * scale, width, h * scale];
    look();
  }

  function pan(dx, dy) {
    if (!view) return;
    view = [view[0] + dx * view[2], view[1] + dy * view[3], view[2], view[3]];
    look();
  }

  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [at.x, at.y];
  };

  function pointers() {
    let from = null;
    svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, point(event));
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => {
      from = { at: point(event), moved: false };
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y] = point(event);
      if (region) {
        region.box = {
          left: Math.min(x, from.at[0]), top: Math.min(y, from.at[1]),
          right: Math.max(x, from.at[0]), bottom: Math.max(y, from.at[1]),
        };
        layer("wish").replaceChildren(rect(region.box, "box wish"));
      } else {
        view = [view[0] - (x - from.at[0]), view[1] - (y - from.at[1]), view[2], view[3]];
        look();
      }
      from.moved = true;
    });
    svg.addEventListener("pointerup", (event) => {
      const moved = from?.moved;
      from = null;
      if (region?.box) {
        const { box, done } = region;
        region = null;
        svg.classList.remove("drawing");
        done([Number(page.dataset.page), ...[box.left, box.top, box.right, box.bottom].map((n) => Math.max(0, Math.round(n)))]);
      } else if (!moved) {
        const under = document.elementsFromPoint(event.clientX, event.clientY).find((n) => n.dataset?.field);
        if (under) document.getElementById(under.dataset.field)?.focus();
      }
    });
  }

  function draw(done) {
    if (!svg) return;
    region = { done, box: null };
    svg.classList.add("drawing");
  }

  // Without a pointer: the box of the field that was looked at last is the region.
  function clearRegion() {
    layer("wish")?.replaceChildren();
  }

  function turn(by) {
    const there = tabs.filter((t) => t.dataset.src);
    const next = there[there.indexOf(page) + by];
    if (next) show(next.dataset.page);
  }

  // A page that was not read: its picture is drawn when it is asked for.
  function showFurther(number) {
    const tab = document.createElement("span");
    Object.assign(tab.dataset, { page: number, further: "", src: `/records/${record.dataset.key}/further/${number}.jpg` });
    const drawn = new Image();
    drawn.addEventListener("load", () => {
      Object.assign(tab.dataset, { width: drawn.naturalWidth, height: drawn.naturalHeight });
      show(number);
    });
    drawn.addEventListener("error", () => desk.notice(`<p class="fault">${desk.say("This page cannot be shown: the scanned file is not where the run found it.")}</p>`));
    tabs.splice(0, tabs.length, ...tabs.filter((t) => !("further" in t.dataset)), tab);
    drawn.src = tab.dataset.src;
  }

  further?.addEventListener("change", () => { if (further.value) showFurther(further.value); });
  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.page));
  if (svg) {
    const first = tabs.find((t) => t.dataset.src);
    if (first) show(first.dataset.page);
    pointers();
  }
  Object.assign(desk.press, {
    "zoom-in": () => zoom(1 / 1.3), "zoom-out": () => zoom(1.3), "zoom-fit": fit,
  });
  Object.assign(desk.keys, {
    "+": () => zoom(1 / 1.3), "=": () => zoom(1 / 1.3), "-": () => zoom(1.3), 0: fit,
    "]": () => turn(1), "[": () => turn(-1),
    "Shift+ArrowLeft": () => pan(-0.15, 0), "Shift+ArrowRight": () => pan(0.15, 0),
    "Shift+ArrowUp": () => pan(0, -0.15), "Shift+ArrowDown": () => pan(0, 0.15),
  });
  return { light, outline, draw, clearRegion, parse, record, number: () => Number(page?.dataset.page) };
})();
