/** Answers as the service writes them: paragraphs, lists and tables in plain text. */

import { el } from "./dom.js";
import { citedText } from "./proof.js";

const isTable = (line) => /^\|.*\|$/.test(line);
const isRule = (line) => /^\|[\s:|-]+\|$/.test(line);
const isItem = (line) => /^[-•]\s/.test(line);
const kindOf = (line) => (isTable(line) ? "table" : isItem(line) ? "list" : "text");
const cellsOf = (line) => line.slice(1, -1).split("|").map((cell) => cell.trim());

function table(lines, citations) {
  const [head, ...rows] = lines.filter((line) => !isRule(line)).map(cellsOf);
  return el("div", { class: "scroll" },
    el("table", {},
      el("thead", {}, el("tr", {}, head.map((cell) => el("th", { scope: "col" }, citedText(cell, citations))))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell) => el("td", {}, citedText(cell, citations))))))));
}

const list = (lines, citations) =>
  el("ul", {}, lines.map((line) => el("li", {}, citedText(line.replace(/^[-•]\s+/, ""), citations))));

/** Text as nodes: lines of one kind stand together; those that hold a doubtful sentence look it. */
export function prose(text, citations, doubtful = []) {
  const groups = [];
  for (const line of text.split("\n").map((item) => item.trim()).filter(Boolean)) {
    const kind = kindOf(line);
    if (kind !== "text" && groups.at(-1)?.kind === kind) groups.at(-1).lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map(({ kind, lines }) => {
    if (kind === "table") return table(lines, citations);
    if (kind === "list") return list(lines, citations);
    const look = doubtful.some((said) => lines[0].includes(said)) ? "doubtful" : null;
    return el("p", { class: look }, citedText(lines[0], citations));
  });
}
