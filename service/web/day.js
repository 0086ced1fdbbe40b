/** Days as people write them: 2026年11月28日, 2026-11-28, 2026.11.28. */

const WRITTEN = /^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$/;

/** `2026-11-28` of a day as it was typed; empty of nothing, null of what is no day. */
export function dayOf(typed) {
  if (!typed.trim()) return "";
  const [, year, month, day] = WRITTEN.exec(typed.replace(/\s/g, "")) ?? [];
  if (!year) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const read = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** “2026年11月28日” of `2026-11-28`. */
export const printedDay = (iso) => (iso ?? "").replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

/** The field says what is wrong with it in the words of the page; true where it holds a day or nothing. */
export function checkDay(field) {
  const right = dayOf(field.value) !== null;
  field.setCustomValidity(right ? "" : "日期请写成“2026年11月28日”这样。");
  return right;
}
