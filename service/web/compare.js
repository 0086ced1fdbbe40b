/** The comparison view: its form, its result, its downloads. */

import { postFile, postLong } from "./api.js";
import { comparisonNodes, comparisonTitle } from "./compare_result.js";
import { busyLine, byId, el, errorLine, save } from "./dom.js";
import { fold } from "./fold.js";
import { listed, startIndicators } from "./indicator_box.js";
import { chosenScope, fillScope } from "./scope.js";
import { stepLine } from "./words.js";

const FORMATS = [["xlsx", "Excel 表格"], ["html", "网页（含图）"], ["md", "Markdown"]];

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
  box.append(el("button", { type: "button", class: "quiet-button", onclick: () => window.print() }, "打印"));
  return box;
}

function formBody(form) {
  const data = new FormData(form);
  const indicators = listed(String(data.get("indicators")));
  const topic = String(data.get("topic")).trim();
  return { ...chosenScope(form), indicators, ...(data.get("kind") && { kind: data.get("kind") }), ...(topic && { topic }) };
}

function show(node, result, asked) {
  node.replaceChildren(...comparisonNodes(result, downloads(asked)));
  fold("compare", comparisonTitle(result));
}

/** Wires the compare view. */
export function startCompare() {
  const form = byId("compare-form");
  const node = byId("compare-result");
  startIndicators();
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
