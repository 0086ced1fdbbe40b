/** A comparison on the page: findings, tools, table, chart, notes, topic, summaries, sources. */

import { basketButton } from "./basket.js";
import { chartOf } from "./chart.js";
import { compareTable } from "./compare_table.js";
import { compareTools } from "./compare_tools.js";
import { columnsOf, hiddenOf, linesOf, placeOf, shownColumns } from "./compare_view.js";
import { el } from "./dom.js";
import { citedItem, proofLines, sourceList } from "./proof.js";
import { KINDS } from "./words.js";

const itemList = (items, citations) => el("ul", {}, items.map((item) => el("li", {}, citedItem(item, citations))));

function headed(title, items, citations) {
  return items.length ? [el("h3", {}, title), itemList(items, citations)] : null;
}

const namesOf = (columns) => new Map(columns.map((report) => [report.id, `${report.region}${report.year}年`]));

function summaries({ summaries: all, columns, citations }) {
  const names = namesOf(columns);
  const blocks = all.map((one) =>
    el("details", { class: "summary" },
      el("summary", {}, names.get(one.report) ?? one.report),
      headed("做了什么", one.done, citations), headed("计划做什么", one.plans, citations),
      headed("自己指出的问题", one.problems, citations)));
  return blocks.length ? [el("h2", {}, "各地摘要"), blocks] : null;
}

/** What the reports say on the topic: one by one, then what is common and what is not. */
function topicParts({ topic, columns, citations }) {
  if (!topic) return null;
  const names = namesOf(columns);
  return [
    el("h2", {}, `专题：${topic.name}`),
    topic.regions.map(({ report, items }) => headed(names.get(report) ?? report, items, citations)),
    headed("共同点", topic.common, citations),
    headed("独有的提法", topic.only.flatMap(({ items }) => items), citations),
    headed("侧重不同", topic.emphasis, citations),
  ];
}

/** One chart at a time, of the row that is chosen; `held` keeps the choice when the view changes. */
function charts(lines, columns, view, held) {
  const drawn = lines.flatMap(({ rows }) => rows).map((row) => [row, chartOf(row, columns, view)]).filter(([, chart]) => chart);
  if (!drawn.length) return null;
  const first = Math.max(0, drawn.findIndex(([row]) => row === held.row));
  const place = el("div", { class: "chart-place", tabindex: "0", role: "region", "aria-label": "图" }, drawn[first][1]);
  const choice = el("select", {
    id: "chart-row",
    onchange: ({ target }) => {
      const [row, chart] = drawn[Number(target.value)];
      held.row = row;
      place.replaceChildren(chart);
    },
  }, drawn.map(([row], at) => el("option", { value: at, selected: at === first }, `${row.indicator}（${KINDS[row.kind]}）`)));
  return el("section", { class: "charts", "aria-labelledby": "chart-title" },
    el("h2", { id: "chart-title" }, "图示"),
    el("div", { class: "field inline" }, el("label", { for: "chart-row" }, "指标"), choice),
    place, el("p", { class: "line" }, "浅色：不可比；虚线：没有数或口径待核；虚框：目标区间"));
}

/** What is drawn again when the view changes; the focus stays on the tool that changed it. */
function working(result, view, change, open, held) {
  const columns = shownColumns(result, view);
  const lines = linesOf(result, view);
  const table = lines.length && columns.length
    ? compareTable(result, lines, columns, view, change)
    : el("p", { class: "empty" }, "这样筛选后没有可看的数；请放宽一些。");
  const receipt = proofLines(result, hiddenOf(result, lines, columns, view));
  return [compareTools(result, view, change, open), table, charts(lines, columns, view, held), receipt].flat();
}

function refocus(box, tool) {
  const found = box.querySelector(`[data-tool="${tool}"]`) ?? box.querySelector(`[data-sort="${tool}"]`);
  found?.focus({ preventScroll: true });
}

/** The comparison as nodes, first as `first` says; `changed` hears each other view that is chosen. */
export function comparisonNodes(result, actions, kept, first, changed) {
  const { rows, findings, notes, citations, topic } = result;
  if (!rows.length && !topic) {
    return [el("p", { class: "empty" }, "这些报告里没有可以对比的指标；请换一个指标或少限定一些。")];
  }
  const box = el("div", { class: "working" });
  const held = { row: null };
  const draw = (view, tool) => {
    const open = Boolean(box.querySelector(".order-box")?.open);
    box.replaceChildren(...working(result, view, draw, open, held).filter(Boolean));
    if (tool) {
      refocus(box, tool);
      changed(view);
    }
  };
  draw(first);
  return [
    findings.length ? el("section", { class: "findings" }, el("h2", {}, "看点"), itemList(findings, citations),
      kept ? basketButton(kept, findings.map(({ text }, at) => ({ at: `f${at}`, text }))) : null) : null,
    rows.length ? box : null, actions,
    notes.map((note) => el("p", { class: "line quiet" }, note)),
    rows.length ? null : proofLines(result), topicParts(result), summaries(result),
    citations.length ? el("details", { class: "summary" }, el("summary", {}, `出处（${citations.length}）`), sourceList(citations)) : null,
  ].flat(Infinity).filter(Boolean);
}

/** “满洲里市、海拉尔区 · 地区生产总值”: what a comparison is of, for heads and lists. */
export function comparisonTitle(result) {
  const places = [...new Set(columnsOf(result).map((column) => placeOf(column).region))];
  const names = [...new Set(result.rows.map((row) => row.indicator))];
  const few = (all, most) => all.slice(0, most).join("、") + (all.length > most ? `等${all.length}项` : "");
  return [few(places, 5).replace("项", "地"), result.topic ? `专题${result.topic.name}` : few(names, 3)].filter(Boolean).join(" · ");
}
