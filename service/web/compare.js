/** The comparison: a table whose every cell opens its quote, and what follows from it. */

import { getJson, postFile, postLong } from "./api.js";
import { watch } from "./catalog.js";
import { busyLine, byId, el, errorLine, save } from "./dom.js";
import { citedItem, proofLines, sourceList } from "./proof.js";
import { chosenScope, fillScope } from "./scope.js";
import { growthText, KINDS, periodText, reportLink, STATES, stepLine, valueText } from "./words.js";

const MOST_CHIPS = 16;
const listed = (text) => text.split(/[,\uFF0C、;\uFF1B\s]+/).filter(Boolean);
const FORMATS = [["xlsx", "Excel 表格"], ["html", "网页（含图）"], ["md", "Markdown"]];

/** The reports, then the names that were asked for and are not in the library. */
function columnsOf({ columns, rows }) {
  const known = new Map(columns.map((report) => [report.id, report]));
  const ids = new Set([...known.keys(), ...rows.flatMap((row) => row.cells.map((cell) => cell.report))]);
  return [...ids].map((id) => ({ id, report: known.get(id) }));
}

const columnName = ({ id, report }) =>
  report ? [report.region, el("span", { class: "block quiet" }, `${report.year}年报告`)] : id;

function fact(cell) {
  const { fact: shown } = cell;
  const value = valueText(shown);
  const growth = growthText(shown.growth, shown.growth_qualifier);
  const when = [periodText(shown.period), KINDS[shown.kind], shown.scope && `限${shown.scope}`].filter(Boolean).join(" ");
  return el("a", { class: "fact", href: reportLink(cell.report, shown.start, shown.end), title: shown.quote },
    el("span", { class: "value" }, value || growth || shown.quote),
    value && growth ? el("span", { class: "growth" }, growth) : null,
    el("span", { class: "when" }, when));
}

const noteLinks = (facts = []) => facts.map((one, place) =>
  el("a", { class: "cite", href: reportLink(one.report, one.start, one.end), title: one.quote }, `［原文${facts.length > 1 ? place + 1 : ""}］`));

/** Why a cell holds no figure: one of other years or of a part, which the note tells, is a figure too. */
const blankText = ({ state, note }) => state === "no_number" && note ? "未给同口径数字" : STATES[state];

/** The note without what stands beside the figure already. */
const noteText = (note) => note.split("；").filter((part) => part !== "预计数").join("；");

function cellNode(cell) {
  const said = noteText(cell.note);
  const note = said ? el("span", { class: "note" }, said, noteLinks(cell.noted)) : null;
  const name = `cell ${cell.state}${cell.fact && !cell.comparable ? " apart" : ""}`;
  return el("td", { class: name }, cell.fact ? fact(cell) : blankText(cell), note);
}

const cellsOf = (row, columns) => columns.map(({ id }) => row.cells.find((cell) => cell.report === id));

function table(result) {
  const columns = columnsOf(result);
  const head = el("tr", {}, el("th", { scope: "col" }, "指标"), columns.map((column) => el("th", { scope: "col" }, columnName(column))));
  const body = result.rows.map((row) =>
    el("tr", {},
      el("th", { scope: "row" }, row.indicator, el("span", { class: "block quiet" }, KINDS[row.kind])),
      cellsOf(row, columns).map((cell) => (cell ? cellNode(cell) : el("td")))));
  return el("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "对比表" },
    el("table", { class: "compare" }, el("thead", {}, head), el("tbody", {}, body)));
}

const itemList = (items, citations) => el("ul", {}, items.map((item) => el("li", {}, citedItem(item, citations))));

function headed(title, items, citations) {
  return items.length ? [el("h3", {}, title), itemList(items, citations)] : null;
}

function summaries({ summaries: all, columns, citations }) {
  const names = new Map(columns.map((report) => [report.id, `${report.region}${report.year}年`]));
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
  const names = new Map(columns.map((report) => [report.id, `${report.region}${report.year}年`]));
  return [
    el("h2", {}, `专题：${topic.name}`),
    topic.regions.map(({ report, items }) => headed(names.get(report) ?? report, items, citations)),
    headed("共同点", topic.common, citations),
    headed("独有的提法", topic.only.flatMap(({ items }) => items), citations),
    headed("侧重不同", topic.emphasis, citations),
  ];
}

function downloads(asked) {
  const box = el("div", { class: "card-actions" });
  for (const [format, label] of FORMATS) {
    const button = el("button", { type: "button", class: "quiet-button" }, `下载${label}`);
    button.addEventListener("click", async () => {
      try {
        save(await postFile("v1/compare", asked, format), `地区对比.${format}`);
      } catch (error) {
        box.append(errorLine(error.message));
      }
    });
    box.append(button);
  }
  return box;
}

function show(node, result, asked) {
  const { rows, findings, notes, citations, topic } = result;
  if (!rows.length && !topic) {
    node.replaceChildren(el("p", { class: "empty" }, "这些报告里没有可以对比的指标；请换一个指标或少限定一些。"));
    return;
  }
  node.replaceChildren(...[
    findings.length ? [el("h2", {}, "看点"), itemList(findings, citations)] : null,
    table(result), downloads(asked),
    notes.map((note) => el("p", { class: "line quiet" }, note)),
    proofLines(result), topicParts(result), summaries(result),
    citations.length ? el("details", { class: "summary" }, el("summary", {}, `出处（${citations.length}）`), sourceList(citations)) : null,
  ].flat(Infinity).filter(Boolean));
}

function formBody(form) {
  const data = new FormData(form);
  const indicators = listed(String(data.get("indicators")));
  const topic = String(data.get("topic")).trim();
  return { ...chosenScope(form), indicators, ...(data.get("kind") && { kind: data.get("kind") }), ...(topic && { topic }) };
}

function suggest(input, names) {
  const toggle = (name) => {
    const chosen = listed(input.value);
    const next = chosen.includes(name) ? chosen.filter((item) => item !== name) : [...chosen, name];
    input.value = next.join("、");
    show();
  };
  const chips = names.map((name) =>
    el("button", { type: "button", class: "chip small", onclick: () => toggle(name) }, name));
  const show = () => chips.forEach((chip) =>
    chip.setAttribute("aria-pressed", listed(input.value).includes(chip.textContent)));
  input.oninput = show;
  show();
  return chips;
}

async function offerIndicators(reports) {
  const { indicators } = reports.length ? await getJson("v1/indicators") : { indicators: [] };
  const names = indicators.slice(0, MOST_CHIPS).map(({ indicator }) => indicator);
  byId("indicator-hint").replaceChildren(...suggest(byId("indicators"), names));
}

/** Wires the compare view. */
export function startCompare() {
  const form = byId("compare-form");
  const node = byId("compare-result");
  watch(offerIndicators);
  fillScope(form.querySelector(".scope-body"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = formBody(form);
    node.replaceChildren(busyLine("正在对比……"));
    try {
      const tell = (step) => node.replaceChildren(busyLine(stepLine(step)));
      show(node, await postLong("v1/compare", asked, "comparison", tell), asked);
    } catch (error) {
      node.replaceChildren(errorLine(error.message));
    }
  });
}
