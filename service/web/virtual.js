/** A long table of which only the rows in sight exist. */

import { el } from "./dom.js";

const MORE = 12;
const WHOLE = 60;

const space = (rows, height) => el("tbody", { class: "space", "aria-hidden": "true" },
  el("tr", {}, el("td", { height: rows * height, colspan: 5 })));

/**
 * Keeps `table` filled with the rows of `items` in sight of `box`; rows are `height` pixels high.
 * Few rows are all there. Returns a function that draws other items.
 */
export function virtualRows(box, table, height, rowOf) {
  let items = [];
  let first = -1;
  const draw = (force = false) => {
    const whole = items.length <= WHOLE;
    const from = whole ? 0 : Math.max(0, Math.floor(box.scrollTop / height) - MORE);
    if (!force && from === first) return;
    first = from;
    const to = whole ? items.length : Math.min(items.length, from + Math.ceil(box.clientHeight / height) + 2 * MORE);
    for (const body of table.querySelectorAll("tbody")) body.remove();
    if (from > 0) table.append(space(from, height));
    table.append(el("tbody", {}, items.slice(from, to).map((item, at) => {
      const row = rowOf(item);
      row.setAttribute("aria-rowindex", String(from + at + 2));
      return row;
    })));
    if (to < items.length) table.append(space(items.length - to, height));
  };
  box.addEventListener("scroll", () => draw());
  return (next) => {
    items = next;
    table.setAttribute("aria-rowcount", String(items.length + 1));
    draw(true);
  };
}
