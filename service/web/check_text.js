/** The checked draft: sentences marked in place; beside them what the report says. */

import { el } from "./dom.js";
import { quoted, typeset } from "./typeset.js";
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

/** The quote with what is right in it marked. */
function markedQuote(citation, rights) {
  const text = quoted(citation.quote);
  const right = rights.find((words) => text.includes(words));
  if (!right) return el("q", {}, text);
  const at = text.indexOf(right);
  return el("q", {}, text.slice(0, at), el("mark", {}, right), text.slice(at + right.length));
}

function source(citation, rights) {
  const link = citation.start === null ? null : reportLink(citation.report, citation.start, citation.end);
  const body = [el("span", { class: "source-title" }, sourceTitle(citation)), markedQuote(citation, rights)];
  return link ? el("a", { class: "source", href: link }, el("span", { class: "source-body" }, body)) : el("div", { class: "source" }, body);
}

/** Whether everything that the sources deny in a sentence has been put right. */
const isRight = ({ fixed, sentence }) => fixed?.size > 0 && fixed.size === sentence.denied;

function aside(piece, citations, correct) {
  const { sentence, fixed } = piece;
  const { verdict, fixes, instead, reasons } = sentence;
  const said = instead ?? (verdict === "proven" ? "" : reasons.join("；"));
  return [
    el("p", {}, el("span", { class: `verdict ${isRight(piece) ? "fixed" : verdict}` }, isRight(piece) ? "已改" : NAMES[verdict])),
    said ? el("p", {}, typeset(said)) : null,
    fixes.map((fix) => el("p", {}, el("button", { type: "button", class: fixed.has(fix) ? "quiet-button" : "primary", onclick: () => correct(fix) },
      fixed.has(fix) ? `改回${fix.wrong}` : `改为${fix.right}`))),
    citations.filter(({ n }) => sentence.citations.includes(n)).map((one) => source(one, fixes.map(({ right }) => right))),
  ].flat().filter(Boolean);
}

/** A sentence with the chosen fixes in their places. */
function corrected(piece, points) {
  const { start, end, fixes } = piece.sentence;
  let text = "";
  let at = start;
  for (const fix of [...fixes].sort((one, other) => one.start - other.start)) {
    text += points.slice(at, fix.start) + (piece.fixed.has(fix) ? fix.right : fix.wrong);
    at = fix.end;
  }
  return text + points.slice(at, end);
}

/**
 * {node, text, fixAll}: the marked draft, its text as it stands now, and every fix taken at once.
 * `done` are the starts of the fixes that were made before; `changed` hears those made now, and the
 * sentences that they put right.
 */
export function marked(made, done, changed) {
  const points = new Points(made.text);
  const pieces = piecesOf(made);
  const beside = el("aside", { class: "check-side", "aria-live": "polite", "aria-label": "依据" }, el("p", { class: "quiet" }, "点左边的一句，这里显示依据。"));
  const show = (piece, node) => {
    piece.text = corrected(piece, points);
    node.textContent = piece.text;
    node.className = `said ${isRight(piece) ? "fixed" : piece.sentence.verdict}`;
  };
  const told = () => {
    const starts = pieces.flatMap(({ fixed }) => [...(fixed ?? [])].map(({ start }) => start));
    changed(starts, pieces.filter(isRight).map(({ sentence }) => sentence));
  };
  const choose = (piece, node) => {
    for (const other of text.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    node.setAttribute("aria-current", "true");
    beside.replaceChildren(...aside(piece, made.citations, (fix) => {
      if (!piece.fixed.delete(fix)) piece.fixed.add(fix);
      show(piece, node);
      told();
      choose(piece, node);
      node.focus();
    }));
  };
  const nodeOf = (piece) => {
    const verdict = piece.sentence?.verdict ?? "no_claim";
    if (verdict === "no_claim") return piece.text;
    piece.fixed = new Set(piece.sentence.fixes.filter(({ start }) => done.includes(start)));
    const node = el("span", {
      role: "button", tabindex: "0",
      onclick: () => choose(piece, node),
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(piece, node);
      },
    });
    show(piece, node);
    return node;
  };
  const text = el("div", { class: "check-text" }, pieces.map((piece) => (piece.node = nodeOf(piece))));
  const fixAll = () => {
    for (const piece of pieces) {
      if (!piece.fixed) continue;
      piece.fixed = new Set(piece.sentence.fixes);
      show(piece, piece.node);
    }
    told();
    const current = pieces.find(({ node }) => node?.ariaCurrent);
    if (current) choose(current, current.node);
  };
  told();
  return { node: el("div", { class: "check-desk" }, text, beside), text: () => pieces.map((piece) => piece.text).join(""), fixAll };
}
