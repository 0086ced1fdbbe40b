/** What is wrong with a field, in the page's words instead of the browser's. */

import { el, errorLine } from "./dom.js";

const labelOf = (field) => (field.labels?.[0]?.textContent || field.getAttribute("aria-label") || "这一项").trim();

function wrong(field) {
  const { validity, minLength } = field;
  const name = labelOf(field);
  if (validity.valueMissing) return `请填写“${name}”。`;
  if (validity.patternMismatch) return `“${name}”请写四位数字的年份，如：2021。`;
  if (validity.tooShort) return `“${name}”至少写${minLength}个字。`;
  if (validity.badInput) return `“${name}”没有写完整，请写完或清空。`;
  if (validity.customError) return field.validationMessage;
  return `“${name}”写得不对，请检查。`;
}

/** Every form says so below itself, and the first such field takes the focus. */
export function startValid() {
  document.addEventListener("invalid", (event) => {
    event.preventDefault();
    const { form } = event.target;
    if (form.querySelector(":scope > .invalid")) return;
    form.append(el("div", { class: "invalid" }, errorLine(wrong(event.target))));
    event.target.focus();
  }, true);
  for (const kind of ["input", "submit"]) {
    document.addEventListener(kind, ({ target }) => (target.form ?? target).querySelector?.(":scope > .invalid")?.remove(), true);
  }
}
