/** The choice of regions and years, rebuilt from the library without losing what was ticked. */

import { watch } from "./catalog.js";
import { el } from "./dom.js";

const LONG = 24;

function ticks(legend, name, values, chosen) {
  const boxes = values.map((value) =>
    el("label", { class: "tick" },
      el("input", { type: "checkbox", name, value, checked: chosen.has(String(value)) }), el("span", {}, String(value))));
  const filter = values.length > LONG
    ? el("input", {
        type: "search", class: "filter", placeholder: `在${values.length}个${legend}中查找`, "aria-label": `查找${legend}`,
        oninput: ({ target }) => boxes.forEach((box) => {
          box.hidden = !box.textContent.includes(target.value.trim());
        }),
      })
    : null;
  return el("fieldset", {}, el("legend", {}, legend), filter, el("div", { class: "ticks" }, boxes));
}

/** What is ticked under a node: {regions, years}; nothing ticked means all. */
export function chosenScope(node) {
  const values = (name) => [...node.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
  return { regions: values("region"), years: values("year").map(Number) };
}

/** Keeps `node` filled with the library's regions and years. */
export function fillScope(node) {
  return watch((reports) => {
    const before = chosenScope(node);
    const regions = [...new Set(reports.map(({ region }) => region))];
    const years = [...new Set(reports.map(({ year }) => year))].sort((a, b) => a - b);
    node.replaceChildren(
      ticks("地区", "region", regions, new Set(before.regions)),
      ticks("报告年份", "year", years, new Set(before.years.map(String))));
  });
}
