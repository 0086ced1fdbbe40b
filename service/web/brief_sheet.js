/** The briefing as a sheet of paper: its parts in printed order, its sources as links. */

import { el } from "./dom.js";
import { citationLink, citedItem } from "./proof.js";
import { typeset } from "./typeset.js";

const NUMERALS = "一二三四五六七八九十";

function tableCell(text, n, citations) {
  const citation = citations.find((item) => item.n === n);
  return el("td", {}, typeset(text), citation ? citationLink(citation) : null);
}

function table({ header, rows, citations: numbers }, citations) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "主要指标" },
    el("table", {},
      el("thead", {}, el("tr", {}, header.map((text) => el("th", { scope: "col" }, typeset(text))))),
      el("tbody", {}, rows.map((row, r) =>
        el("tr", {}, row.map((text, c) => tableCell(text, numbers?.[r]?.[c], citations)))))));
}

function paragraphs({ items, joined, own = [] }, citations) {
  const set = items.map((item) => ({ ...item, text: typeset(item.text) }));
  const texts = set.map((item, at) =>
    own.includes(at) ? el("span", { class: "own", title: "编写者自拟，未经核对" }, item.text) : citedItem(item, citations));
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

/** The sheet. */
export function sheet(brief) {
  return el("article", { class: "sheet" },
    el("h2", {}, typeset(brief.title)), el("p", { class: "sheet-date" }, [brief.unit, brief.date].filter(Boolean).join(" ")),
    brief.addressee ? el("p", { class: "sheet-to" }, `${brief.addressee.replace(/[：:]$/, "")}：`) : null,
    parts(brief),
    brief.notes.map((note) => el("p", { class: "sheet-note" }, typeset(note))));
}
