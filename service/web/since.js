/** What kept work was proven against, and what has become of those reports since. */

import { el } from "./dom.js";

const names = (ids) => ids.map((id) => id.replace(/-(\d{4})$/, "$1年")).join("、");

/** “2026年11月27日 20:41” of a moment as the service keeps it. */
export const dayAndTime = (made) =>
  new Date(made).toLocaleString("zh-CN", { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

/** One line: when it was proven; a second one where the library has changed in what concerns it. */
export function sinceLine({ corrected = [], removed, replaced, moved, added }, made) {
  const right = (used) => corrected.filter((one) => one.used === used).map(({ was, now }) => `${names([was])}的报告已更正为${names([now])}`);
  const changed = [
    ...right(true),
    removed.length ? `${names(removed)}的报告已不在资料库` : "",
    moved.length ? `${names(moved)}的报告已换了文本，所引原文已不在原处` : "",
    replaced.length > moved.length ? `${names(replaced.filter((id) => !moved.includes(id)))}的报告已换了文本，所引原文仍在` : "",
  ].filter(Boolean);
  const more = [...right(false), added ? `资料库新加入${added}份报告` : ""].filter(Boolean).join("；");
  return [
    el("p", { class: "line" }, `核对于${dayAndTime(made)}，依据当时的资料库${more && `；此后${more}`}。`),
    changed.length ? el("p", { class: "line degraded" }, `此后${changed.join("；")}。要按现在的资料库看，请重试。`) : null,
  ];
}
