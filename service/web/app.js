/** The page: which view stands, and the report panel beside it, both from the address. */

import { startAsk, showThread } from "./ask.js";
import { showKeptBrief, startBrief } from "./brief.js";
import { showChanges, startChanges } from "./changes.js";
import { showKeptCheck, startCheck } from "./check.js";
import { showKeptComparison, startCompare } from "./compare.js";
import { getJson } from "./api.js";
import { byId, errorLine } from "./dom.js";
import { showHistory, startHistory } from "./history.js";
import { startLibrary } from "./library.js";
import { startMine } from "./mine.js";
import { arrived, entitle, lastPlace, standing, stayAt, titleOf } from "./place.js";
import { startValid } from "./valid.js";
import { closeReader, openReader, startReader } from "./reader.js";

const views = [...document.querySelectorAll("[data-view]")];
const LOST = "lost";
const names = views.map((view) => view.dataset.view).filter((name) => name !== LOST);
const SHOW = { ask: showThread, compare: showKeptComparison, brief: showKeptBrief, check: showKeptCheck };
const NAMES = { ask: null, compare: "地区对比", changes: "提法变化", brief: "简报", check: "核稿", history: "记录", library: "资料库", [LOST]: "没有这一页" };
let current = "ask";
let shown = null;
let opener = null;

function showView(name) {
  current = name;
  for (const view of views) view.hidden = view.dataset.view !== current;
  for (const link of document.querySelectorAll(".masthead nav a")) {
    if (link.hash === `#/${current}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  entitle(titleOf(current) ?? NAMES[current]);
  byId("history-said").replaceChildren();
  if (current === "history") showHistory();
}

/** The name in an address; one that is no UTF-8 names nothing. */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function openFrom(parts) {
  const [start, end] = (parts[2] ?? "").split("-").map(Number);
  opener = document.activeElement;
  openReader(decoded(parts[1]), start || 0, end || 0);
}

/** Kept work stands in the view that it was made in. */
async function openWork(id, query) {
  if (lastPlace() === location.hash && shown !== null) return showView(current);
  try {
    const work = await getJson(`v1/kept/${encodeURIComponent(id)}`);
    showView(work.kind);
    SHOW[work.kind](work, query);
    if (work.kind === "ask") stayAt(work.kind, id, work.title);
    shown = id;
  } catch (error) {
    showView("history");
    byId("history-said").replaceChildren(errorLine(error.message));
  }
}

/** An address that names nothing is said to, with the way back to what stood before. */
function lost() {
  byId("lost-back").setAttribute("href", lastPlace());
  byId("lost-back").textContent = lastPlace() === "#/ask" ? "去问答" : "回到刚才的页面";
  showView(LOST);
  byId("lost-title").focus();
}

function route() {
  const [path, query = ""] = location.hash.replace(/^#\//, "").split("?");
  const parts = path.split("/");
  if (parts[0] === "report" && parts[1]) {
    showView(current);
    openFrom(parts);
    return;
  }
  closeReader();
  if (parts[0] === "work" && parts[1]) {
    openWork(parts[1], query);
    return;
  }
  shown = "";
  if (parts[0] && !names.includes(parts[0])) return lost();
  arrived(location.hash);
  standing(parts[0]);
  showView(parts[0] || "ask");
  if (parts[0] === "changes") showChanges(query);
}

function leaveReader() {
  location.hash = lastPlace();
  opener?.focus({ preventScroll: true });
}

startValid();
startMine();
startReader(leaveReader);
startAsk();
startCompare();
startChanges();
startBrief();
startCheck();
startHistory();
startLibrary();
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();  // its address would name a view
  byId("main").focus();
});
window.addEventListener("hashchange", route);
route();
