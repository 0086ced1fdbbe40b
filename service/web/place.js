/** Where the reader is: the address and the title of the tab, which say what is shown. */

const HOME = "工报 · 政府工作报告问答";
let place = "#/ask";
const titles = new Map();

/** The address to go back to from a report. */
export const lastPlace = () => place;

/** Remembers where the page stands. */
export function arrived(hash) {
  place = hash || "#/ask";
}

/** The address of kept work. */
export const workLink = (id) => `#/work/${id}`;

/** A link that can be sent to a colleague. */
export const wholeLink = (hash) => `${location.origin}${location.pathname}${hash}`;

/** The address becomes that of kept work, without a step in the browser's history. */
export function stayAt(view, id, title) {
  titles.set(view, title);
  arrived(workLink(id));
  if (!location.hash.startsWith("#/report/")) history.replaceState(null, "", place);
  entitle(title);
}

/** The view stands without any work. */
export function leaveWork(view) {
  titles.delete(view);
  arrived(`#/${view}`);
  history.replaceState(null, "", place);
  entitle(null);
}

/** What the work in a view is called, null where there is none. */
export const titleOf = (view) => titles.get(view) ?? null;

/** The tab says what is shown. */
export function entitle(title) {
  document.title = title ? `${title} · 工报` : HOME;
}
