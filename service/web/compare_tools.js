/** The tools above a comparison: what is hidden, which way round, which columns in which order. */

import { el } from "./dom.js";
import { columnsOf, moved, shortName } from "./compare_view.js";

const SWITCHES = [
  ["comparable", "只看可比", "只留下口径、年份相同的数"],
  ["filled", "隐藏空行", "去掉各地都没有数的指标"],
  ["joined", "结果与目标同行", "同一指标的结果、目标和两者之比放在一行"],
  ["transposed", "行列互换", "一行一地"],
];

function switches(view, change) {
  return SWITCHES.map(([name, label, title]) =>
    el("button", {
      type: "button", class: "chip small", title, "aria-pressed": String(view[name]), "data-tool": name,
      onclick: () => change({ ...view, [name]: !view[name] }, name),
    }, label));
}

function item(items, at, label, set) {
  const put = (next) => set(next);
  const { shown } = items[at];
  const box = el("input", {
    type: "checkbox", checked: shown,
    onchange: () => put(items.map((one, place) => (place === at ? { ...one, shown: !shown } : one))),
  });
  const arrow = (by, sign, said) => el("button", {
    type: "button", class: "arrow", "aria-label": `${label}${said}`, disabled: at + by < 0 || at + by >= items.length,
    onclick: () => put(moved(items, at, by)),
  }, sign);
  return el("li", {}, el("label", {}, box, " ", label), arrow(-1, "↑", "上移"), arrow(1, "↓", "下移"));
}

function list(title, items, nameOf, set) {
  return el("fieldset", { class: "order" }, el("legend", {}, title),
    el("ol", {}, items.map(({ id }, at) => item(items, at, nameOf(id), set))));
}

/** The row of switches and the folded lists; `change` is called with another view. */
export function compareTools(result, view, change, open) {
  const columns = columnsOf(result);
  const nameOf = (id) => shortName(columns.find((column) => column.id === id), columns);
  const put = (name) => (items) => change({ ...view, [name]: items, sort: name === "columns" ? null : view.sort }, "order");
  return el("div", { class: "tools", role: "group", "aria-label": "表格工具" },
    el("div", { class: "chips" }, switches(view, change)),
    el("details", { class: "order-box", open },
      el("summary", { "data-tool": "order" }, "选择和排序"),
      el("div", { class: "orders" },
        list("地区", view.columns, nameOf, put("columns")),
        list("指标", view.indicators, (id) => id, put("indicators")))));
}
