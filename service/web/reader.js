/** The report beside the answer: clean text by section, the quote marked and in view. */

import { report } from "./catalog.js";
import { busyLine, byId, el, errorLine } from "./dom.js";
import { entitle } from "./place.js";
import { Points } from "./words.js";

const WIDE = matchMedia("(min-width: 1100px)");
let shown = null;

function paragraphs(points) {
  const lines = [];
  let start = 0;
  for (const line of points.text.split("\n")) {
    const length = points.points ? Array.from(line).length : line.length;
    if (length) lines.push({ start, end: start + length });
    start += length + 1;
  }
  return lines;
}

/** Cuts start..end at the mark's edges: [{start, end, marked}]. */
function pieces({ start, end }, mark) {
  const edges = [start, mark.start, mark.end, end].filter((at) => at >= start && at <= end);
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({
    start: sorted[i], end: to, marked: sorted[i] >= mark.start && to <= mark.end,
  }));
}

function spanNodes(points, span, mark) {
  return pieces(span, mark).map(({ start, end, marked }) => {
    const text = points.slice(start, end);
    return marked ? el("mark", {}, text) : text;
  });
}

function headingLength(points, line, section) {
  if (!section) return 0;
  const heading = Array.from(section.path.at(-1) ?? "");
  const printed = points.slice(line.start, line.start + heading.length);
  return heading.length && printed === heading.join("") ? heading.length : 0;
}

function block(points, line, section, mark) {
  const length = headingLength(points, line, section);
  const edge = Math.min(line.start + length, line.end);
  const level = Math.min(2 + (section?.path.length ?? 1), 6);
  const id = section ? `at-${section.start}` : null;
  if (length && edge === line.end) return el(`h${level}`, { id }, spanNodes(points, line, mark));
  const head = length ? el("strong", {}, spanNodes(points, { start: line.start, end: edge }, mark)) : null;
  return el("p", { id }, head, spanNodes(points, { start: edge, end: line.end }, mark));
}

function render({ text, sections }, mark) {
  const points = new Points(text);
  const starts = new Map();
  for (const section of sections) starts.set(section.start, section);
  return paragraphs(points).map((line) => block(points, line, starts.get(line.start), mark));
}

function outline(sections) {
  return sections.filter(({ path }) => path.length).map((section) =>
    el("li", { class: `depth-${Math.min(section.path.length, 4)}` },
      el("button", {
        type: "button", onclick: () => byId(`at-${section.start}`)?.scrollIntoView({ block: "start" }),
      }, section.path.at(-1))));
}

function describe({ report: about }) {
  const delivered = about.delivered ? `${about.delivered}作` : null;
  return [about.parents.join(" · "), delivered, `${about.chars.toLocaleString("zh-CN")}字`, `${about.figures}个数据`]
    .filter(Boolean).join(" | ");
}

function show(found, mark) {
  const title = `${found.report.region}${found.report.year}年政府工作报告`;
  byId("reader-title").textContent = title;
  entitle(title);
  byId("reader-facts").textContent = describe(found);
  byId("reader-outline").replaceChildren(...outline(found.sections));
  const text = byId("reader-text");
  text.replaceChildren(...render(found, mark));
  const marked = text.querySelector("mark");
  if (marked) marked.scrollIntoView({ block: "center" });
  else text.scrollTop = 0;
}

function openDialog() {
  const dialog = byId("reader");
  if (!dialog.open) WIDE.matches ? dialog.show() : dialog.showModal();
  document.body.classList.add("reading");
}

/** Opens a report; a span is marked and brought into view. */
export async function openReader(id, start = 0, end = 0) {
  const wanted = `${id}/${start}-${end}`;
  shown = wanted;
  openDialog();
  if (byId("reader").dataset.report !== id) byId("reader-text").replaceChildren(busyLine("正在打开报告……"));
  try {
    const found = await report(id);
    if (shown !== wanted) return;
    byId("reader").dataset.report = id;
    show(found, { start, end });
  } catch (error) {
    byId("reader-text").replaceChildren(errorLine(error.message));
  }
}

/** Closes the panel if it is open. */
export function closeReader() {
  shown = null;
  document.body.classList.remove("reading");
  if (byId("reader").open) byId("reader").close();
}

/** Wires the panel; `leave` is called when the reader closes it. */
export function startReader(leave) {
  byId("reader-close").addEventListener("click", leave);
  byId("reader").addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("reader").open && !document.querySelector("dialog:modal")) leave();
  });
  WIDE.addEventListener("change", () => {
    if (!byId("reader").open) return;
    byId("reader").close();
    openDialog();
  });
}
