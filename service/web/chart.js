import { placeOf } from "./compare_view.js";

/** Charts of a comparison: bars of one indicator over regions, columns of one region over years. */

const SVG = "http://www.w3.org/2000/svg";

function node(tag, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

const endsOf = ({ low, high }) => [low, high].filter((end) => end !== null).map(Number);
const lookOf = (bar) => (bar.state === "doubtful" ? "doubtful" : bar.comparable ? "" : "apart");

function scaleOf(bars, room) {
  const ends = bars.flatMap(endsOf);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const step = high > low ? room / (high - low) : 0;
  return { zero: -low * step, at: (value) => (value - low) * step };
}

function frame(width, height, title, said) {
  const root = node("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "chart", "aria-label": `${title}：${said}` });
  root.append(node("text", { x: 0, y: 16, class: "title" }, title));
  return root;
}

/** A bar to its low end, and from there to its high end a lighter one: a range is drawn as a range. */
function spans(bar, scale) {
  const ends = endsOf(bar);
  if (!ends.length) return [];
  const near = ends[0];
  const far = ends.at(-1);
  const made = [{ from: scale.zero, to: scale.at(near), look: lookOf(bar) }];
  if (far !== near) made.push({ from: scale.at(near), to: scale.at(far), look: `${lookOf(bar)} range` });
  return made;
}

/** Bars lying, one for each region. */
function overRegions(bars, nameOf, title) {
  const [label, room, line, top] = [150, 330, 30, 30];
  const scale = scaleOf(bars, room);
  const root = frame(720, top + line * bars.length + 8, title, bars.map((bar) => `${nameOf(bar.report)} ${bar.text}`).join("；"));
  root.append(node("line", { x1: label + scale.zero, x2: label + scale.zero, y1: top - 4, y2: top + line * bars.length, class: "axis" }));
  bars.forEach((bar, place) => {
    const y = top + line * place + 4;
    root.append(node("text", { x: label - 8, y: y + 14, class: "name" }, nameOf(bar.report)));
    const drawn = spans(bar, scale);
    for (const { from, to, look } of drawn) {
      root.append(node("rect", { x: label + Math.min(from, to), y, width: Math.max(1, Math.abs(to - from)), height: 17, class: `bar ${look}` }));
    }
    if (!drawn.length) root.append(node("line", { x1: label, x2: label + 36, y1: y + 8, y2: y + 8, class: `missing ${lookOf(bar)}` }));
    const edge = drawn.length ? Math.max(scale.zero, ...drawn.flatMap(({ from, to }) => [from, to])) : 40;
    root.append(node("text", { x: label + edge + 6, y: y + 14, class: drawn.length ? "" : "blank" }, bar.text));
  });
  return root;
}

/** Columns standing, one for each year of a region. */
function overYears(bars, nameOf, title) {
  const [step, room, top] = [Math.min(150, 720 / bars.length), 130, 44];
  const scale = scaleOf(bars, room);
  const root = frame(720, top + room + 42, title, bars.map((bar) => `${nameOf(bar.report)} ${bar.text}`).join("；"));
  const y = (place) => top + room - place;
  root.append(node("line", { x1: 0, x2: step * bars.length, y1: y(scale.zero), y2: y(scale.zero), class: "axis" }));
  bars.forEach((bar, place) => {
    const x = step * (place + 0.5);
    const drawn = spans(bar, scale);
    for (const { from, to, look } of drawn) {
      root.append(node("rect", { x: x - 16, width: 32, y: y(Math.max(from, to)), height: Math.max(1, Math.abs(to - from)), class: `bar ${look}` }));
    }
    if (!drawn.length) root.append(node("line", { x1: x - 16, x2: x + 16, y1: y(scale.zero) - 6, y2: y(scale.zero) - 6, class: `missing ${lookOf(bar)}` }));
    const high = drawn.length ? Math.max(...drawn.flatMap(({ from, to }) => [from, to])) : scale.zero + 8;
    root.append(node("text", { x, y: y(high) - 6, class: "middle" }, bar.text.split("（")[0]));
    root.append(node("text", { x, y: top + room + 20, class: "middle" }, nameOf(bar.report)));
  });
  return root;
}

/** What cannot be compared is not drawn where only what can is looked at, as in the table. */
const asViewed = (bar, view) =>
  view.comparable && !bar.comparable && endsOf(bar).length ? { ...bar, low: null, high: null, text: "不可比" } : bar;

/** The chart of a row over the columns shown; null where fewer than two of them hold a number. The
 * years of one region stand in their order, those that are not held among them. */
export function chartOf(row, columns, view) {
  const places = new Map(columns.map((column) => [column.id, placeOf(column)]));
  const series = columns.length > 1 && new Set([...places.values()].map(({ region }) => region)).size === 1;
  const shown = series ? columns.toSorted((a, b) => places.get(a.id).year - places.get(b.id).year) : columns;
  const bars = shown.map(({ id }) => row.bars.find((bar) => bar.report === id)).filter(Boolean).map((bar) => asViewed(bar, view));
  if (bars.filter((bar) => endsOf(bar).length).length < 2) return null;
  const what = `${row.indicator}${row.by_growth ? "增速" : ""}（${row.kind === "target" ? "目标" : "结果"}）`;
  const nameOf = (id) => {
    const { region, year, covers } = places.get(id);
    return series ? `${row.kind === "target" ? year : covers}年` : region;
  };
  if (!series) return overRegions(bars, nameOf, what);
  return overYears(bars, nameOf, `${places.get(shown[0].id).region}${what}`);
}
