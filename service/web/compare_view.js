/** What of a comparison is shown, and in which order: values alone, nothing of the page. */

/** The reports, then the names that were asked for and are not in the library. */
export function columnsOf({ columns, rows }) {
  const known = new Map(columns.map((report) => [report.id, report]));
  const ids = new Set([...known.keys(), ...rows.flatMap((row) => row.cells.map((cell) => cell.report))]);
  return [...ids].map((id) => ({ id, report: known.get(id) }));
}

const UNHELD = /^(.+)（(\d{4})年）$/;

/** Region and year of a column; one that is not held has them in its name: 甲市（2019年）. */
export function placeOf({ id, report }) {
  if (report) return report;
  const [, region = id, year] = UNHELD.exec(id) ?? [];
  return year ? { region, year: Number(year), covers: Number(year) - 1 } : { region };
}

/** “满洲里市”, with the year where several reports are of one region. */
export function shortName({ id, report }, all) {
  if (!report) return id;
  const twice = all.some((other) => other.id !== id && other.report?.region === report.region);
  return twice ? `${report.region}${report.year}年` : report.region;
}

/** A comparison as it comes: everything shown, in the order of the service. */
export const fresh = (result) => ({
  comparable: false, filled: false, joined: false, transposed: false, sort: null,
  columns: columnsOf(result).map(({ id }) => ({ id, shown: true })),
  indicators: [...new Set(result.rows.map((row) => row.indicator))].map((id) => ({ id, shown: true })),
});

const cellOf = (row, id) => row.cells.find((cell) => cell.report === id);
const idsOf = (items) => items.filter(({ shown }) => shown).map(({ id }) => id);

/** Rows of one indicator together where they are `joined`, else each for itself. */
function groups(result, view) {
  const names = idsOf(view.indicators);
  const of = (name) => result.rows.filter((row) => row.indicator === name);
  return names.flatMap((name) => (view.joined ? [of(name)] : of(name).map((row) => [row])));
}

const counts = (rows, ids, test) =>
  Math.max(0, ...rows.map((row) => ids.filter((id) => { const cell = cellOf(row, id); return cell && test(cell); }).length));

/** The lines of the table: `{indicator, rows}`, without those that the view hides. */
export function linesOf(result, view) {
  const ids = idsOf(view.columns);
  const least = Math.min(2, ids.length);
  return groups(result, view)
    .filter((rows) => !view.filled || counts(rows, ids, (cell) => cell.fact) > 0)
    .filter((rows) => !view.comparable || counts(rows, ids, (cell) => cell.comparable) >= least)
    .map((rows) => ({ indicator: rows[0].indicator, rows }));
}

const gone = (cell, view) => view.comparable && cell?.fact && !cell.comparable;

/** Whether a target stands against its result in a line: where both of them are seen. */
export const gapShown = ({ rows }, id, view) => view.joined && !rows.some((row) => gone(cellOf(row, id), view));

const digits = ({ value, growth }) => [value, growth].filter((said) => said !== null).length;

/** What of the proven numbers of the table the view does not show: how many figures, and how many
 * gaps between target and result, with the figures that these are computed from. */
export function hiddenOf(result, lines, columns, view) {
  const shown = new Set();
  const all = new Map();
  for (const { cells } of result.rows) {
    for (const { fact, noted = [] } of cells) for (const one of [fact, ...noted]) if (one) all.set(one.id, one);
  }
  for (const { rows } of lines) {
    for (const { id } of columns) {
      for (const cell of rows.map((row) => cellOf(row, id)).filter(Boolean)) {
        for (const one of [gone(cell, view) ? null : cell.fact, ...(cell.noted ?? [])]) if (one) shown.add(one.id);
      }
    }
  }
  const stands = (one) => lines.some((line) => line.indicator === one.indicator && gapShown(line, one.report, view))
    && columns.some(({ id }) => id === one.report);
  const gaps = (result.against ?? []).filter((one) => /\d[^年]*$/.test(one.text) && !stands(one)).length;
  const figures = [...all.values()].filter(({ id }) => !shown.has(id)).reduce((sum, one) => sum + digits(one), 0);
  return { figures, gaps };
}

/** The number a bar is sorted by; one that nothing compares with comes behind all that do. */
function rank(bar, down) {
  if (!bar || (bar.low === null && bar.high === null)) return [2, 0];
  const size = Number(bar.low ?? bar.high);
  return [bar.comparable ? 0 : 1, down ? -size : size];
}

/** The columns shown, sorted by the row that was chosen for it. */
export function shownColumns(result, view) {
  const all = columnsOf(result);
  const chosen = idsOf(view.columns).map((id) => all.find((column) => column.id === id));
  if (!view.sort) return chosen;
  const row = result.rows.find(({ indicator, kind }) => indicator === view.sort.indicator && kind === view.sort.kind);
  const of = (id) => rank(row?.bars.find((bar) => bar.report === id), view.sort.down);
  return chosen.toSorted((a, b) => {
    const [x, y] = [of(a.id), of(b.id)];
    return x[0] - y[0] || x[1] - y[1];
  });
}

/** What the service is told of the view: which columns and rows are seen, in which order. */
export const shownOf = (result, view) => ({
  columns: shownColumns(result, view).map(({ id }) => id),
  rows: linesOf(result, view).flatMap(({ rows }) => rows.map(({ indicator, kind }) => [indicator, kind])),
  comparable: view.comparable,
});

/** What a click on a head does next: down, up, as it came. */
export function nextSort(sort, { indicator, kind }) {
  if (sort?.indicator !== indicator || sort.kind !== kind) return { indicator, kind, down: true };
  return sort.down ? { ...sort, down: false } : null;
}

/** The item one place up or down. */
export function moved(items, at, by) {
  const next = [...items];
  const [item] = next.splice(at, 1);
  next.splice(Math.max(0, Math.min(next.length, at + by)), 0, item);
  return next;
}

const SWITCHES = ["comparable", "filled", "joined", "transposed"];
const LISTS = { columns: "c", indicators: "i" };
const sameOrder = (items, other) => items.every(({ id, shown }, at) => shown && other[at].id === id);

/** The view as a piece of an address: `v=ct&s=地区生产总值|result|d&c=甲县-2021|-乙县-2021`; empty as it comes. */
export function linked(result, view) {
  const query = new URLSearchParams();
  const on = SWITCHES.filter((name) => view[name]).map((name) => name[0]).join("");
  if (on) query.set("v", on);
  if (view.sort) query.set("s", [view.sort.indicator, view.sort.kind, view.sort.down ? "d" : "u"].join("|"));
  const first = fresh(result);
  for (const [name, key] of Object.entries(LISTS)) {
    if (!sameOrder(view[name], first[name])) query.set(key, view[name].map(({ id, shown }) => (shown ? id : `-${id}`)).join("|"));
  }
  return query.toString();
}

/** Items in the order of a list, hidden where it says so; what it does not know comes behind. */
function listedAs(items, list) {
  if (!list) return items;
  const said = list.split("|").map((text) => (text.startsWith("-") ? { id: text.slice(1), shown: false } : { id: text, shown: true }))
    .filter(({ id }, at, all) => items.some((item) => item.id === id) && all.findIndex((one) => one.id === id) === at);
  return [...said, ...items.filter(({ id }) => !said.some((one) => one.id === id))];
}

/** The view that an address tells of; what it does not tell is as it comes. */
export function viewFrom(result, text) {
  const query = new URLSearchParams(text);
  const view = fresh(result);
  for (const name of SWITCHES) view[name] = (query.get("v") ?? "").includes(name[0]);
  for (const [name, key] of Object.entries(LISTS)) view[name] = listedAs(view[name], query.get(key));
  const [indicator, kind, way] = (query.get("s") ?? "").split("|");
  if (way) view.sort = { indicator, kind, down: way === "d" };
  return view;
}
