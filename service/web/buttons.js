/** Buttons that copy and save. */

import { getBlob, postBlob } from "./api.js";
import { copyText, el, errorLine, save } from "./dom.js";

/** A button that copies what it is told, and says whether it could. */
export function copyButton(label, textOf) {
  const button = el("button", { type: "button", class: "quiet-button" }, label);
  button.addEventListener("click", async () => {
    button.textContent = (await copyText(textOf())) ? "已复制" : "未能复制，请手动选取";
    setTimeout(() => (button.textContent = label), 2500);
  });
  return button;
}

/** A button that takes a region's name as the person writes it, which nobody else knows. */
export const insistButton = (region, onclick) =>
  el("button", { type: "button", class: "quiet-button", onclick }, `没有写错，仍用“${region}”`);

/** A button that saves a file of the service under a name; what goes wrong is said beside it.
 * `body` says, when it is pressed, what the service is told of the file. */
export function saveButton(label, path, name, body = null) {
  const button = el("button", { type: "button", class: "quiet-button" }, label);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      save(await (body ? postBlob(path, body()) : getBlob(path)), name);
    } catch (error) {
      button.after(errorLine(error.message));
    } finally {
      button.disabled = false;
    }
  });
  return button;
}
