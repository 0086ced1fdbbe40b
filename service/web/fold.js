/** A form folds away once its result stands: one line says what was asked, a click opens it again. */

import { byId } from "./dom.js";

/** Folds the form of a view under what it asked, and brings its result into sight. */
export function fold(view, said) {
  const box = byId(`${view}-fold`);
  box.open = false;
  box.querySelector(".folded").textContent = said;
  byId(`${view}-result`).scrollIntoView({ block: "start" });
}
