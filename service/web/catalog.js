/** The reports of the library, loaded once and again when they change. */

import { getJson } from "./api.js";

let loading = null;
const texts = new Map();
const listeners = [];

/** All reports, sorted as the service lists them. */
export function reports() {
  loading ??= getJson("v1/reports").then((body) => body.reports).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** One report with its text and sections. */
export function report(id) {
  if (!texts.has(id)) {
    const loaded = getJson(`v1/reports/${encodeURIComponent(id)}`);
    loaded.catch(() => texts.delete(id));
    texts.set(id, loaded);
  }
  return texts.get(id);
}

/** Calls back now and after every change with the reports, or with an error. */
export function watch(callback) {
  listeners.push(callback);
  return tell(callback);
}

/** Forgets what was loaded and tells the watchers. */
export async function refresh() {
  loading = null;
  texts.clear();
  await Promise.all(listeners.map(tell));
}

async function tell(callback) {
  try {
    callback(await reports(), null);
  } catch (error) {
    callback([], error);
  }
}
