/** The page: which view stands, and the report panel beside it, both from the address. */

import { startAsk } from "./ask.js";
import { startBrief } from "./brief.js";
import { startCompare } from "./compare.js";
import { startLibrary } from "./library.js";
import { closeReader, openReader, startReader } from "./reader.js";

const views = [...document.querySelectorAll("[data-view]")];
const names = views.map((view) => view.dataset.view);
let current = "ask";
let opener = null;

function showView(name) {
  current = names.includes(name) ? name : "ask";
  for (const view of views) view.hidden = view.dataset.view !== current;
  for (const link of document.querySelectorAll(".masthead nav a")) {
    if (link.hash === `#/${current}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function openFrom(parts) {
  const [start, end] = (parts[2] ?? "").split("-").map(Number);
  opener = document.activeElement;
  openReader(decodeURIComponent(parts[1]), start || 0, end || 0);
}

function route() {
  const parts = location.hash.replace(/^#\//, "").split("/");
  if (parts[0] === "report" && parts[1]) {
    showView(current);
    openFrom(parts);
    return;
  }
  closeReader();
  showView(parts[0]);
}

function leaveReader() {
  location.hash = `#/${current}`;
  opener?.focus({ preventScroll: true });
}

startReader(leaveReader);
startAsk();
startCompare();
startBrief();
startLibrary();
window.addEventListener("hashchange", route);
route();
