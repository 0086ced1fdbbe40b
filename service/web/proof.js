/** What every result shows below it: sources, proof, degradation. */

import { copyButton } from "./buttons.js";
import { el } from "./dom.js";
import { degradedLine } from "./messages.js";
import { wholeLink } from "./place.js";
import { madeBy, proofText, reportLink, sourceTitle } from "./words.js";
import { quoted, typeset } from "./typeset.js";

/** Text with [n] turned into links to the cited spans. */
export function citedText(text, citations) {
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  return typeset(text).split(/(\[\d+\])/).map((piece) => {
    const citation = known.get(Number(/^\[(\d+)\]$/.exec(piece)?.[1]));
    return citation ? citationLink(citation) : piece;
  });
}

/** The superscript [n] that opens the report at the quote. */
export function citationLink(citation) {
  const href = reportLink(citation.report, citation.start, citation.end);
  const label = `出处${citation.n}:${sourceTitle(citation)}`;
  return el("a", { class: "cite", href, "aria-label": label, title: quoted(citation.quote) }, `[${citation.n}]`);
}

/** A sentence whose citations are listed beside it. */
export function citedItem(item, citations) {
  const marked = new Set([...item.text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])));
  const missing = citations.filter(({ n }) => item.citations.includes(n) && !marked.has(n));
  return [...citedText(item.text, citations), ...missing.map(citationLink)];
}

/** The numbered list of sources, each a link into its report. */
export function sourceList(citations) {
  if (!citations.length) return null;
  const rows = citations.map((citation) =>
    el("li", { class: "source-line" },
      el("a", { class: "source", href: reportLink(citation.report, citation.start, citation.end) },
        el("span", { class: "source-n" }, `[${citation.n}]`),
        el("span", { class: "source-body" },
          el("span", { class: "source-title" }, sourceTitle(citation)),
          el("q", {}, quoted(citation.quote)))),
      copyButton("复制链接", () => wholeLink(reportLink(citation.report, citation.start, citation.end)))));
  return el("ol", { class: "sources", "aria-label": "出处" }, rows);
}

const removedList = (removed) =>
  removed.length
    ? el("details", { class: "removed" },
        el("summary", {}, `删去了${removed.length}处无法证实的内容`),
        el("ul", {}, removed.map(({ reason }) => el("li", {}, reason))))
    : null;

/** Proof, receipt and degradation of any result; what of it is `hidden` is told apart. */
export function proofLines(result, hidden = {}) {
  const parts = [proofText(result.proof, hidden)];
  if (result.searched) parts.push(`查阅${result.searched.reports}份报告`);
  const tick = result.proof.numbers ? el("span", { "aria-hidden": "true" }, "✓ ") : null;
  const proven = el("p", { class: "line proof" }, tick, `${parts.join(" · ")} · ${madeBy(result)}`);
  const degraded = result.degraded
    ? el("p", { class: "line degraded" }, degradedLine(result.degraded))
    : null;
  return [degraded, proven, removedList(result.proof.removed)];
}
