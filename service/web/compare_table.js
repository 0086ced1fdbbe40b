/** The table of a comparison: cells that open their quote, heads that sort, either way round. */

import { el } from "./dom.js";
import { gapShown, nextSort } from "./compare_view.js";
import { growthText, KINDS, periodText, reportLink, STATES, valueText } from "./words.js";
import { typeset } from "./typeset.js";

const columnName = ({ id, report }) =>
  report ? [report.region, el("span", { class: "block quiet" }, `${report.year}年报告`)] : id;

function fact(cell) {
  const { fact: shown } = cell;
  const value = valueText(shown);
  const growth = growthText(shown.growth, shown.growth_qualifier);
  const when = [periodText(shown.period), KINDS[shown.kind], shown.scope && `限${shown.scope}`].filter(Boolean).join(" ");
  return el("a", { class: "fact", href: reportLink(cell.report, shown.start, shown.end), title: typeset(shown.quote) },
    el("span", { class: value || growth ? "value figure" : "value" }, value || growth || typeset(shown.quote)),
    value && growth ? el("span", { class: "growth" }, growth) : null,
    el("span", { class: "when" }, when));
}

const noteLinks = (facts = []) => facts.map((one, place) => {
  const name = `原文${facts.length > 1 ? place + 1 : ""}`;
  return el("a", { class: "cite", href: reportLink(one.report, one.start, one.end), title: typeset(one.quote) }, `［${name}］`);
});

/** Why a cell holds no figure: one of other years or of a part, which the note tells, is a figure too. */
const blankText = ({ state, note, aim }) => aim ? "有文字目标" : state === "no_number" && note ? "未给同口径数字" : STATES[state];

/** Where the report says in words what it aims at. */
const aimLink = ({ report, aim }) =>
  aim ? el("a", { class: "cite", href: reportLink(report, aim.start, aim.end), title: typeset(aim.quote) }, "［原文］") : null;

/** The note without what stands beside the figure already. */
const SAID = new Set(["预计数", STATES.doubtful]);
const noteText = (note) => note.split("；").filter((part) => !SAID.has(part)).join("；");

/** What a doubtful cell quotes: never a figure of ours, always the report's own words. */
const quotes = (cell) => cell.state === "doubtful" ? noteLinks(cell.facts) : null;

function part(cell, view, label) {
  if (!cell) return el("div", { class: "part" });
  const apart = cell.fact && !cell.comparable;
  const said = noteText(cell.note);
  const links = cell.fact || cell.noted?.length ? noteLinks(cell.noted) : null;
  const note = said ? el("span", { class: "note" }, said, aimLink(cell), links) : null;
  const body = apart && view.comparable ? el("span", { class: "quiet" }, "不可比")
    : cell.fact ? fact(cell) : [blankText(cell), quotes(cell)];
  return el("div", { class: `part ${cell.state}${apart ? " apart" : ""}` },
    label ? el("span", { class: "label" }, label) : null, el("div", {}, body, note));
}

function cellNode(line, id, view, against) {
  const cells = line.rows.map((row) => [row, row.cells.find((cell) => cell.report === id)]);
  const state = cells.find(([, cell]) => cell)?.[1];
  const name = `cell ${state?.state ?? ""}${state?.fact && !state.comparable ? " apart" : ""}`;
  const gap = gapShown(line, id, view) ? against.get(`${id} ${line.indicator}`) : null;
  return el("td", { class: view.joined ? "cell joined" : name },
    cells.map(([row, cell]) => part(cell, view, view.joined ? KINDS[row.kind] : null)),
    gap ? el("div", { class: "part gap" }, el("span", { class: "label" }, "目标对完成"), el("div", {}, gap)) : null);
}

function sortButton(line, view, change) {
  const [row] = line.rows;
  if (!row.bars.length) return null;
  const on = view.sort?.indicator === row.indicator && view.sort.kind === row.kind;
  const mark = on ? (view.sort.down ? "↓" : "↑") : "↕";
  const said = on ? (view.sort.down ? "从高到低" : "从低到高") : "不排序";
  return el("button", {
    type: "button", class: "sort", title: "按这一指标给各地排序", "aria-label": `按${row.indicator}${KINDS[row.kind]}排序，现在${said}`,
    onclick: () => change({ ...view, sort: nextSort(view.sort, row) }, `${row.indicator} ${row.kind}`),
    "data-sort": `${row.indicator} ${row.kind}`,
  }, mark);
}

const kindsOf = (line) => line.rows.map((row) => KINDS[row.kind]).join("、");

function lineHead(line, view, change, scope) {
  const name = Array.from(line.indicator);  // the sign of sorting stays beside the last of it
  return el("th", { scope }, name.slice(0, -2).join(""),
    el("span", { class: "together" }, name.slice(-2).join(""), sortButton(line, view, change)),
    el("span", { class: "block quiet" }, kindsOf(line)));
}

/** The table; `change` is called with another view. */
export function compareTable(result, lines, columns, view, change) {
  const against = new Map((result.against ?? []).map((one) => [`${one.report} ${one.indicator}`, one.text]));
  const cell = (line, { id }) => cellNode(line, id, view, against);
  const heads = view.transposed
    ? lines.map((line) => lineHead(line, view, change, "col"))
    : columns.map((column) => el("th", { scope: "col" }, columnName(column)));
  const body = view.transposed
    ? columns.map((column) => el("tr", {}, el("th", { scope: "row" }, columnName(column)), lines.map((line) => cell(line, column))))
    : lines.map((line) => el("tr", {}, lineHead(line, view, change, "row"), columns.map((column) => cell(line, column))));
  return el("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "对比表" },
    el("table", { class: "compare", "data-columns": String(Math.min(24, heads.length)), "data-wide": heads.length > 6 },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, view.transposed ? "地区" : "指标"), heads)),
      el("tbody", {}, body)));
}
