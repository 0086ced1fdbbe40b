/** A form folds away once its result stands: one line says what was asked, a click opens it again. */

import { byId } from "./dom.js";

/** Folds the form of a view under what it asked, and brings its result into sight; the focus that
 * stood in the form stays at its fold. */
export function fold(view, said) {
  const box = byId(`${view}-fold`);
  const held = box.contains(document.activeElement);
  box.open = false;
  if (held) box.querySelector("summary").focus({ preventScroll: true });
  box.querySelector(".folded").textContent = said;
  byId(`${view}-result`).scrollIntoView({ block: "start" });
}
