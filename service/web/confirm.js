/** A question that is answered by yes or no before something is lost. */

import { byId } from "./dom.js";

/** Whether the person says yes, to a button that says what is done. */
export function confirmed(text, yes = "删除") {
  const dialog = byId("confirm");
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = yes;
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.returnValue = "no";
    dialog.showModal();
  });
}
