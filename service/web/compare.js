/** The comparison view: its form, its result, its downloads. */

import { postLong } from "./api.js";
import { copyButton, saveButton } from "./buttons.js";
import { comparisonNodes, comparisonTitle } from "./compare_result.js";
import { linked, shownOf, viewFrom } from "./compare_view.js";
import { busyLine, byId, el, errorLine } from "./dom.js";
import { fold } from "./fold.js";
import { showGroups } from "./groups.js";
import { listed, startIndicators } from "./indicator_box.js";
import { lastPlace, refine, stayAt, wholeLink } from "./place.js";
import { chooseScope, chosenScope, fillScope } from "./scope.js";
import { dayAndTime, sinceLine } from "./since.js";
import { asAsked, keepUnsent, sent } from "./unsent.js";
import { stepLine } from "./words.js";

const FORMATS = [["xlsx", "Excel表格"], ["html", "网页（含图）"], ["md", "Markdown"]];

function actions(kept, title, shown) {
  return el("div", { class: "card-actions" },
    kept ? FORMATS.map(([format, label]) =>
      saveButton(`下载${label}`, `v1/kept/${kept.id}/file?format=${format}`, `${title}.${format}`, shown)) : null,
    kept ? copyButton("复制链接", () => wholeLink(lastPlace())) : null,
    el("button", { type: "button", class: "quiet-button", onclick: () => window.print() }, "打印"));
}

function formBody(form) {
  const data = new FormData(form);
  const indicators = listed(String(data.get("indicators")));
  const topic = String(data.get("topic")).trim();
  return { ...chosenScope(form), indicators, ...(data.get("kind") && { kind: data.get("kind") }), ...(topic && { topic }) };
}

/** What stands above a comparison on paper: what it is of, and when it was made. */
const printHead = (title, made) => el("header", { class: "print-head" },
  el("p", { class: "print-title" }, title), el("p", {}, `工报 · 依据所列政府工作报告对比 · ${dayAndTime(made ?? Date.now())}`));

function show(result, kept, since, query = "") {
  const title = kept?.title ?? comparisonTitle(result);
  let now = viewFrom(result, query);
  const changed = (view) => {
    now = view;
    if (kept) refine("compare", linked(result, view));
  };
  byId("compare-result").replaceChildren(...[
    printHead(title, since?.made), since ? sinceLine(since.since, since.made) : null,
    comparisonNodes(result, actions(kept, title, () => shownOf(result, now)), kept, now, changed),
  ].flat(Infinity).filter(Boolean));
  fold("compare", title);
  if (kept) stayAt("compare", kept.id, title, query);
}

/** The form says what the kept comparison was asked with. */
function fillForm({ indicators = [], topic = "", kind = "", ...scope }) {
  const form = byId("compare-form");
  asAsked(form.elements.indicators, indicators.join("、"));
  asAsked(form.elements.topic, topic ?? "");
  form.elements.kind.value = kind ?? "";
  chooseScope(form.querySelector(".scope-body"), scope);
}

/** A kept comparison, as it was proven then, shown as its link says. */
export function showKeptComparison(work, query) {
  fillForm(work.asked);
  show(work.result, work, work, query);
}

/** Wires the compare view. */
export function startCompare() {
  const form = byId("compare-form");
  const node = byId("compare-result");
  const typed = ["indicators", "topic"].map((name) => form.elements[name]);
  startIndicators();
  typed.forEach(keepUnsent);
  fillScope(form.querySelector(".scope-body"));
  showGroups(byId("compare-groups"), form.querySelector(".scope-body"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = { ...formBody(form), keep: true };
    typed.forEach(sent);
    node.replaceChildren(busyLine("正在对比……"));
    try {
      const tell = (step) => node.replaceChildren(busyLine(stepLine(step)));
      const { made, kept } = await postLong("v1/compare", asked, "comparison", tell);
      show(made, kept);
    } catch (error) {
      node.replaceChildren(errorLine(error.message));
    }
  });
}
