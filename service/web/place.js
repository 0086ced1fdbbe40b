/** Where the reader is: the address and the title of the tab, which say what is shown. */

const HOME = "工报 · 政府工作报告问答";
let place = "#/ask";
const works = new Map();

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

const inSight = (view) => !document.querySelector(`[data-view="${view}"]`).hidden;

const addressed = () => {
  if (!location.hash.startsWith("#/report/")) history.replaceState(null, "", place);
};

/** The address becomes that of kept work, without a step in the browser's history. */
export function stayAt(view, id, title, query = "") {
  works.set(view, { title, link: workLink(id) });
  refine(view, query);
  if (inSight(view)) entitle(title);
}

/** What of the work is shown goes into its address. */
export function refine(view, query) {
  const work = works.get(view);
  work.shown = query ? `${work.link}?${query}` : work.link;
  if (!inSight(view)) return;  // the reader has gone on to another view meanwhile
  arrived(work.shown);
  addressed();
}

/** Back in a view where work stands: the address is that of the work again. */
export function standing(view) {
  if (!works.has(view)) return;
  arrived(works.get(view).shown);
  addressed();
}

/** The view shows what its address asks: “#/changes?term=新质生产力”. */
export function stand(view, query) {
  if (!inSight(view)) return;
  arrived(`#/${view}?${query}`);
  addressed();
}

/** The view stands without any work. */
export function leaveWork(view) {
  works.delete(view);
  arrived(`#/${view}`);
  history.replaceState(null, "", place);
  entitle(null);
}

/** What the work in a view is called, null where there is none. */
export const titleOf = (view) => works.get(view)?.title ?? null;

/** The tab says what is shown. */
export function entitle(title) {
  document.title = title ? `${title} · 工报` : HOME;
}
