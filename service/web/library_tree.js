/** The reports by province and prefecture: a tree whose nodes say how many they hold. */

import { el } from "./dom.js";

/** Where a report stands: province, prefecture, as far as it has them. */
const pathOf = ({ parents, region, level }) => (level === "province" ? [region] : parents.slice(0, 2));

/** Whether a report lies under a path; the empty one holds all. */
export const under = (report, path) => path.every((name, at) => pathOf(report)[at] === name);

function counted(reports) {
  const nodes = new Map();
  for (const report of reports) {
    const [province = "其他", city] = pathOf(report);
    if (!nodes.has(province)) nodes.set(province, { count: 0, cities: new Map() });
    const node = nodes.get(province);
    node.count += 1;
    if (city) node.cities.set(city, (node.cities.get(city) ?? 0) + 1);
  }
  return nodes;
}

const same = (one, other) => one.length === other.length && one.every((name, at) => name === other[at]);

/** The tree as a node; `choose` is called with the path of what was clicked. */
export function tree(reports, chosen, choose) {
  const button = (label, count, path) => el("button", {
    type: "button", class: "tree-node", "aria-current": same(path, chosen) ? "true" : null, onclick: () => choose(path),
  }, label, el("span", { class: "quiet" }, ` ${count}`));
  const byCount = ([, a], [, b]) => (b.count ?? b) - (a.count ?? a);
  const provinces = [...counted(reports)].sort(byCount).map(([name, { count, cities }]) =>
    el("li", {}, button(name, count, [name]),
      chosen[0] === name && cities.size
        ? el("ul", {}, [...cities].sort(byCount).map(([city, held]) => el("li", {}, button(city, held, [name, city]))))
        : null));
  return el("nav", { class: "tree", "aria-label": "按省市查看" },
    el("ul", {}, el("li", {}, button("全部", reports.length, [])), provinces));
}
