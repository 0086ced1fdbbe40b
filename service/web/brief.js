/** The one-page briefing: shown as a sheet, downloaded as docx, HTML or Markdown. */

import { postLong } from "./api.js";
import { copyButton, saveButton } from "./buttons.js";
import { busyLine, byId, el, errorLine } from "./dom.js";
import { fold } from "./fold.js";
import { stayAt, wholeLink, workLink } from "./place.js";
import { citationLink, citedItem, proofLines, sourceList } from "./proof.js";
import { chosenScope, fillScope } from "./scope.js";
import { sinceLine } from "./since.js";
import { stepLine } from "./words.js";

const NUMERALS = "一二三四五六七八九十";
const FORMATS = [["docx", "Word 文档"], ["html", "网页"], ["md", "Markdown"]];

function tableCell(text, n, citations) {
  const citation = citations.find((item) => item.n === n);
  return el("td", {}, text, citation ? citationLink(citation) : null);
}

function table({ header, rows, citations: numbers }, citations) {
  return el("div", { class: "scroll" },
    el("table", {},
      el("thead", {}, el("tr", {}, header.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, rows.map((row, r) =>
        el("tr", {}, row.map((text, c) => tableCell(text, numbers?.[r]?.[c], citations)))))));
}

function paragraphs({ items, joined }, citations) {
  const texts = items.map((item) => citedItem(item, citations));
  return joined ? el("p", {}, texts) : texts.map((text) => el("p", {}, text));
}

/** Blocks and table in the order of the printed page, with its numbers. */
function parts({ blocks, table: figures, citations }) {
  const found = blocks.map((block) => [block.heading, paragraphs(block, citations)]);
  if (figures) found.splice(figures.after, 0, [figures.heading, table(figures, citations)]);
  const headed = found.map(([heading]) => heading).filter(Boolean);
  return found.map(([heading, body]) =>
    [heading ? el("h3", {}, `${NUMERALS[headed.indexOf(heading)]}、${heading}`) : null, body]);
}

function sheet(brief) {
  return el("article", { class: "sheet" },
    el("h2", {}, brief.title), el("p", { class: "sheet-date" }, brief.date), parts(brief),
    brief.notes.map((note) => el("p", { class: "sheet-note" }, note)));
}

function actions(kept, title) {
  return el("div", { class: "card-actions" },
    kept ? FORMATS.map(([format, label]) =>
      saveButton(`下载${label}`, `v1/kept/${kept.id}/file?format=${format}`, `${title}.${format}`)) : null,
    kept ? copyButton("复制链接", () => wholeLink(workLink(kept.id))) : null,
    el("button", { type: "button", class: "quiet-button", onclick: () => window.print() }, "打印"));
}

function show(brief, kept, since) {
  const title = kept?.title ?? brief.title;
  byId("brief-result").replaceChildren(...[
    since ? sinceLine(since.since, since.made) : null,
    actions(kept, title), sheet(brief), proofLines(brief),
    brief.citations.length
      ? el("details", { class: "summary", open: brief.sources }, el("summary", {}, `出处（${brief.citations.length}）`), sourceList(brief.citations))
      : null,
  ].flat(Infinity).filter(Boolean));
  fold("brief", title);
  if (kept) stayAt("brief", kept.id, title);
}

/** A kept briefing, as it was proven then. */
export const showKeptBrief = (work) => show(work.result, work, work);

/** Wires the brief view. */
export function startBrief() {
  const form = byId("brief-form");
  const node = byId("brief-result");
  fillScope(form.querySelector(".scope-body"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const topic = String(data.get("topic")).trim();
    const asked = { ...chosenScope(form), ...(topic && { topic }), sources: Boolean(data.get("sources")), keep: true };
    node.replaceChildren(busyLine("正在写简报……"));
    try {
      const tell = (step) => node.replaceChildren(busyLine(stepLine(step)));
      const { made, kept } = await postLong("v1/brief", asked, "brief", tell);
      show(made, kept);
    } catch (error) {
      node.replaceChildren(errorLine(error.message));
    }
  });
}
