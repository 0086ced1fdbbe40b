/** The basket: sentences taken out of answers and comparisons for a briefing, each by its address. */

import { el } from "./dom.js";
import { mine, putMine } from "./mine.js";

const MOST = 60;

/** What lies in it: [{work, at, text}]. */
export const basket = () => mine("basket");

/** Another content. */
export const fillBasket = (pieces) => putMine("basket", pieces.slice(-MOST));

const bare = (text) => text.replace(/\[\d{1,3}\]/g, "");

/** A button that puts sentences of kept work into the basket. */
export function basketButton(kept, pieces) {
  const button = el("button", { type: "button", class: "quiet-button" }, "摘入简报");
  button.addEventListener("click", () => {
    const held = basket();
    const fresh = pieces.map(({ at, text }) => ({ work: kept.id, at, text: bare(text).slice(0, 2000) }))
      .filter((piece) => !held.some((other) => other.work === piece.work && other.at === piece.at));
    fillBasket([...held, ...fresh]);
    button.textContent = `已摘入（共${basket().length}句）`;
  });
  return button;
}
