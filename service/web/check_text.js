/** The checked draft: sentences marked in place; beside them what the report says. */

import { el } from "./dom.js";
import { Points, reportLink, sourceTitle } from "./words.js";

const NAMES = { proven: "有据", contradicted: "与报告不符", not_found: "未找到依据" };

/** The text cut at its sentences: [{text, sentence}]; what stands between them has none. */
function piecesOf({ text, sentences }) {
  const points = new Points(text);
  const pieces = [];
  let at = 0;
  for (const sentence of sentences) {
    if (sentence.start > at) pieces.push({ text: points.slice(at, sentence.start), sentence: null });
    pieces.push({ text: points.slice(sentence.start, sentence.end), sentence });
    at = sentence.end;
  }
  pieces.push({ text: points.slice(at, points.length), sentence: null });
  return pieces;
}

function source(citation) {
  const link = citation.start === null ? null : reportLink(citation.report, citation.start, citation.end);
  const body = [el("span", { class: "source-title" }, sourceTitle(citation)), el("q", {}, citation.quote)];
  return link ? el("a", { class: "source", href: link }, el("span", { class: "source-body" }, body)) : el("div", { class: "source" }, body);
}

function aside(piece, citations, correct) {
  const { sentence } = piece;
  const { verdict, wrong, right, instead, reasons } = sentence;
  const said = instead ?? (verdict === "proven" ? "" : reasons.join("；"));
  return [
    el("p", {}, el("span", { class: `verdict ${verdict}` }, piece.fixed ? "已改" : NAMES[verdict])),
    said ? el("p", {}, said) : null,
    right && !piece.fixed ? el("button", { type: "button", class: "primary", onclick: correct }, `改为${right}`) : null,
    citations.filter(({ n }) => sentence.citations.includes(n)).map(source),
    wrong && piece.fixed ? el("p", { class: "quiet" }, `原写${wrong}`) : null,
  ].flat().filter(Boolean);
}

/** {node, text}: the marked draft, and its text as it stands now. */
export function marked(made) {
  const pieces = piecesOf(made);
  const beside = el("aside", { class: "check-side", "aria-live": "polite", "aria-label": "依据" }, el("p", { class: "quiet" }, "点左边的一句，这里显示依据。"));
  const choose = (piece, node) => {
    for (const other of text.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    node.setAttribute("aria-current", "true");
    beside.replaceChildren(...aside(piece, made.citations, () => {
      piece.text = piece.text.replace(piece.sentence.wrong, piece.sentence.right);
      piece.fixed = true;
      node.textContent = piece.text;
      node.className = "said fixed";
      choose(piece, node);
      node.focus();
    }));
  };
  const nodeOf = (piece) => {
    const verdict = piece.sentence?.verdict ?? "no_claim";
    if (verdict === "no_claim") return piece.text;
    const node = el("span", {
      class: `said ${verdict}`, role: "button", tabindex: "0",
      onclick: () => choose(piece, node),
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(piece, node);
      },
    }, piece.text);
    return node;
  };
  const text = el("div", { class: "check-text" }, pieces.map(nodeOf));
  return { node: el("div", { class: "check-desk" }, text, beside), text: () => pieces.map((piece) => piece.text).join("") };
}
