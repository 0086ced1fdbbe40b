/** The field for indicators: chips of the usual ones, and the nearest names as one types. */

import { getJson } from "./api.js";
import { watch } from "./catalog.js";
import { byId, el } from "./dom.js";

const MOST_CHIPS = 16;
const PAUSE_MS = 180;
const STOPS = /[,\uFF0C、;\uFF1B\s]+/;

/** The names in a text, however they are parted. */
export const listed = (text) => text.split(STOPS).filter(Boolean);

const chip = (name, onclick) => el("button", { type: "button", class: "chip small", onclick }, name);

function usual(input, names) {
  const chips = names.map((name) => chip(name, () => {
    const chosen = listed(input.value);
    const next = chosen.includes(name) ? chosen.filter((item) => item !== name) : [...chosen, name];
    input.value = next.join("、");
    show();
  }));
  const show = () => chips.forEach((one) =>
    one.setAttribute("aria-pressed", String(listed(input.value).includes(one.textContent))));
  input.addEventListener("input", show);
  show();
  return chips;
}

/** The last name of the text is what is being typed. */
function replaced(text, name) {
  const chosen = listed(text);
  return [...chosen.slice(0, -1), name].join("、");
}

async function near(input, node) {
  const typed = listed(input.value).at(-1) ?? "";
  if (!typed || STOPS.test(input.value.at(-1) ?? "")) return node.replaceChildren();
  const { indicators } = await getJson(`v1/indicators?like=${encodeURIComponent(typed)}`).catch(() => ({ indicators: [] }));
  if (listed(input.value).at(-1) !== typed) return null;
  const names = indicators.map(({ indicator }) => indicator);
  if (names.includes(typed)) return node.replaceChildren();
  const pick = (name) => () => {
    input.value = replaced(input.value, name);
    node.replaceChildren();
    input.dispatchEvent(new Event("input"));
    input.focus();
  };
  const said = names.length ? "最接近的指标：" : `没有与“${typed}”相近的指标`;
  return node.replaceChildren(el("span", { class: "quiet" }, said), ...names.map((name) => chip(name, pick(name))));
}

/** Wires the field. */
export function startIndicators() {
  const input = byId("indicators");
  const node = byId("indicator-near");
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => near(input, node), PAUSE_MS);
  });
  watch(async (reports) => {
    const { indicators } = reports.length ? await getJson("v1/indicators") : { indicators: [] };
    const names = indicators.slice(0, MOST_CHIPS).map(({ indicator }) => indicator);
    byId("indicator-hint").replaceChildren(...usual(input, names));
  });
}
