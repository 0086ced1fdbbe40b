/** The choice of regions and years, rebuilt from the library without losing what was ticked. */

import { watch } from "./catalog.js";
import { el, errorLine } from "./dom.js";

const LONG = 24;

function tickBox(name, value, checked) {
  return el("label", { class: "tick" }, el("input", { type: "checkbox", name, value, checked }), el("span", {}, String(value)));
}

/** A search over many boxes, by their own names and by where they lie; what it finds is ticked at once. */
function filterOf(legend, boxes, places) {
  const box = el("input", { type: "search", class: "filter", placeholder: `在${boxes.length}个${legend}中查找，也可写省、市名`, "aria-label": `查找${legend}` });
  const all = el("button", { type: "button", class: "quiet-button", hidden: true }, "");
  const found = () => boxes.filter((one) => !one.hidden);
  box.addEventListener("input", () => {
    const words = box.value.trim();
    for (const one of boxes) one.hidden = !`${places.get(one.textContent) ?? ""} ${one.textContent}`.includes(words);
    all.hidden = !words || !found().length;
    all.textContent = `全选这${found().length}个`;
  });
  all.addEventListener("click", () => {
    for (const one of found()) one.firstChild.checked = true;
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
  return el("div", { class: "filter-row" }, box, all);
}

function ticks(legend, name, values, chosen, places) {
  const boxes = values.map((value) => tickBox(name, value, chosen.has(String(value))));
  const long = values.length > LONG;
  const said = el("span", { class: "chosen" });
  const tell = () => {
    const on = boxes.filter((one) => one.firstChild.checked).map((one) => one.textContent);
    said.textContent = long && on.length ? `：已选${on.length}个（${on.slice(0, 8).join("、")}${on.length > 8 ? "等" : ""}）` : "";
  };
  tell();
  return el("fieldset", { onchange: tell }, el("legend", {}, legend, said),
    long ? filterOf(legend, boxes, places) : null, el("div", { class: "ticks" }, boxes));
}

/** Many regions stand by province, and there by their names; few as the service lists them. */
function ordered(regions, places) {
  if (regions.length <= LONG) return regions;
  const by = (one) => `${places.get(one) ?? ""} ${one}`;
  return [...regions].sort((a, b) => by(a).localeCompare(by(b), "zh-CN"));
}

/** What is ticked under a node: {regions, years}; nothing ticked means all. */
export function chosenScope(node) {
  const values = (name) => [...node.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
  return { regions: values("region"), years: values("year").map(Number) };
}

const wished = new WeakMap();

/** Ticks what was asked with kept work, now or once the boxes are there. */
export function chooseScope(node, { regions = [], years = [] }) {
  const chosen = { regions, years };
  const boxes = [...node.querySelectorAll("input[name=region], input[name=year]")];
  if (!boxes.length) wished.set(node, chosen);
  for (const box of boxes) box.checked = chosen[`${box.name}s`].map(String).includes(box.value);
  for (const box of node.querySelectorAll("fieldset")) box.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Keeps `node` filled with the library's regions and years. */
export function fillScope(node) {
  return watch((reports, error) => {
    if (error) return node.replaceChildren(errorLine(error.message));
    if (!reports.length) return node.replaceChildren(el("p", { class: "empty" }, "资料库还是空的。", el("a", { href: "#/library" }, "先加入报告")));
    const before = wished.get(node) ?? chosenScope(node);
    wished.delete(node);
    const places = new Map(reports.map(({ region, parents }) => [region, parents.join(" ")]));
    const regions = ordered([...places.keys()], places);
    const years = [...new Set(reports.map(({ year }) => year))].sort((a, b) => a - b);
    node.replaceChildren(
      ticks("地区", "region", regions, new Set(before.regions), places),
      ticks("报告年份", "year", years, new Set(before.years.map(String)), places));
    return null;
  });
}
