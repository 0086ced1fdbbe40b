/** What a person has between two visits: with a key of one's own at the service, else in the browser. */

import { getJson, putJson } from "./api.js";

const KEYS = { basket: "gongbao-basket", signed: "gongbao-signed" };
const NONE = { basket: [], signed: { unit: "", addressee: "" } };
let theirs = null;

function inBrowser(name) {
  try {
    return JSON.parse(localStorage.getItem(KEYS[name])) ?? NONE[name];
  } catch {
    return NONE[name];
  }
}

const told = () => window.dispatchEvent(new Event("gongbao-mine"));

/** What is held under `basket` or `signed`. */
export const mine = (name) => (theirs ? theirs[name] : inBrowser(name));

/** Another content; the service learns of it behind the page. */
export function putMine(name, value) {
  if (theirs) {
    theirs = { ...theirs, [name]: value };
    putJson("v1/mine", theirs).catch(() => {});
  } else {
    localStorage.setItem(KEYS[name], JSON.stringify(value));
  }
  told();
}

/** Asks the service once whose page this is; without keys the browser's own stands. */
export async function startMine() {
  const { person, mine: held } = await getJson("v1/mine").catch(() => ({ person: "" }));
  if (person) theirs = held;
  told();
}
