/** The list of reports: searched, narrowed by the tree, sorted; quick with a thousand. */

import { remove } from "./api.js";
import { refresh } from "./catalog.js";
import { confirmed } from "./confirm.js";
import { byId, el, errorLine } from "./dom.js";
import { followJob } from "./jobs.js";
import { tree, under } from "./library_tree.js";
import { openDetail } from "./report_detail.js";
import { virtualRows } from "./virtual.js";
import { reportLink } from "./words.js";

const HEIGHT = 64;
const HEADS = [["region", "报告", ""], ["year", "年份", "number"], ["delivered", "作报告日期", "wide-only"], ["figures", "数据", "number wide-only"]];
const going = new Set();  // reports that are being removed, also in a list drawn anew meanwhile
let state = { words: "", path: [], by: "region", down: false };

/** The button of a report that is being removed; a disabled one would lose the focus. */
function leaving(button) {
  button.ariaDisabled = "true";
  button.textContent = "正在删除……";
}

async function drop(report, button) {
  if (going.has(report.id)) return;
  if (!(await confirmed(`从资料库中删除“${report.region}${report.year}年政府工作报告”？原文件不受影响。`))) return;
  going.add(report.id);
  leaving(button);
  try {
    const made = await remove(`v1/reports/${encodeURIComponent(report.id)}`);
    if (made.status) await followJob(made, () => {});  // it takes longer than the service waits
    const row = button.closest("tr");
    const near = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("a")?.getAttribute("href");
    going.delete(report.id);
    await refresh();
    ([...byId("report-list").querySelectorAll("th a")].find((link) => link.getAttribute("href") === near) ?? byId("library-search"))?.focus();
  } catch (error) {
    going.delete(report.id);
    await refresh();
    byId("uploads").prepend(el("li", {}, errorLine(error.message)));
  }
}

function row(report) {
  const name = `${report.region}${report.year}年报告`;
  const button = el("button", { type: "button", class: "quiet-button", "aria-label": `删除${name}` }, "删除");
  button.addEventListener("click", () => drop(report, button));
  if (going.has(report.id)) leaving(button);
  const doubt = report.doubts?.length ? el("span", { class: "flag", title: report.doubts.join("；") }, "待核") : null;
  return el("tr", {},
    el("th", { scope: "row" },
      el("a", { href: reportLink(report.id) }, `${report.region}${report.year}年`), " ", doubt,
      el("span", { class: "quiet block" }, report.parents.join(" · "))),
    el("td", { class: "number" }, report.year),
    el("td", { class: "wide-only" }, report.delivered ?? "未载明"),
    el("td", { class: "number wide-only" }, report.figures.toLocaleString("zh-CN")),
    el("td", { class: "actions" },
      el("button", { type: "button", class: "quiet-button", "aria-label": `${name}的详情`, onclick: () => openDetail(report) }, "详情"), " ", button));
}

function chosen(reports) {
  const { words, path, by, down } = state;
  const fits = (report) => under(report, path) && [report.region, ...report.parents, report.title, `${report.year}年`].join(" ").includes(words);
  const value = (report) => report[by] ?? "";
  const order = (a, b) => (typeof value(a) === "number" ? value(a) - value(b) : value(a).localeCompare(value(b), "zh-CN")) || a.year - b.year;
  const sorted = reports.filter(fits).sort(order);
  return down ? sorted.reverse() : sorted;
}

function head(by, label, name, change) {
  const on = state.by === by;
  return el("th", { scope: "col", class: name, "aria-sort": on ? (state.down ? "descending" : "ascending") : null },
    el("button", { type: "button", class: "sort-head", "data-by": by, onclick: () => change({ by, down: on && !state.down }) },
      label, on ? (state.down ? " ↓" : " ↑") : ""));
}

const nameOf = (node) => node.id || node.getAttribute("aria-label") || node.getAttribute("href") || node.dataset.by || node.textContent;

/** The list is drawn anew while files come in: focus, what is being typed and the place stay. */
function keeping(node, draw) {
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const [name, from, to] = held ? [nameOf(held), held.selectionStart, held.selectionEnd] : [];
  const top = node.querySelector(".virtual")?.scrollTop ?? 0;
  draw();
  const box = node.querySelector(".virtual");
  box.scrollTop = top;
  if (!held) return;
  const again = [...node.querySelectorAll("a, button, input, [tabindex]")].find((one) => nameOf(one) === name);
  again?.focus({ preventScroll: true });
  if (again?.type === "search") again.setSelectionRange(from, to);
}

/** Shows the reports; what was searched, chosen and sorted stays. */
export function showReports(node, reports) {
  if (!reports.some((report) => under(report, state.path))) state.path = [];
  const caption = el("caption", { "aria-live": "polite" });
  const headRow = el("tr", {});
  const table = el("table", { class: "reports" }, caption, el("thead", {}, headRow));
  const box = el("div", { class: "scroll virtual", tabindex: "0", role: "region", "aria-label": "报告列表" }, table);
  const side = el("div", {});
  const fill = virtualRows(box, table, HEIGHT, row);
  const draw = (changed = {}) => {
    state = { ...state, ...changed };
    const found = chosen(reports);
    caption.textContent = found.length === reports.length ? `共${reports.length}份报告` : `${reports.length}份中的${found.length}份`;
    headRow.replaceChildren(...HEADS.map(([by, label, name]) => head(by, label, name, (next) => {
      draw(next);
      headRow.querySelector(`[data-by=${next.by}]`).focus();
    })), el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, "操作")));
    side.replaceChildren(tree(reports, state.path, (path) => {
      draw({ path });
      side.querySelector("[aria-current]")?.focus();
    }));
    box.scrollTop = 0;
    fill(found);
  };
  const search = el("input", { id: "library-search", type: "search", value: state.words, placeholder: "查找地区、标题、年份", "aria-label": "查找报告", oninput: ({ target }) => draw({ words: target.value.trim() }) });
  keeping(node, () => {
    node.replaceChildren(search, el("div", { class: "library-desk" }, side, box));
    draw();
  });
}
