/** Ingests on the way: a job is followed until it is done; what waits is counted and estimated. */

import { getJson } from "./api.js";
import { staffLine } from "./messages.js";

const PAUSE_MS = 500;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Follows a job: `tell` hears its line, its share of done, and the seconds left; its result. */
export async function followJob(job, tell) {
  let state = job;
  while (state.status !== "done" && state.status !== "failed") {
    const { done = 0, total = 0, left = null, message } = state.progress ?? {};
    const waits = state.status === "queued";
    tell(waits ? "排队等候……" : message ?? "正在处理……", total ? done / total : null, { waits, left });
    await pause();
    state = await getJson(`v1/jobs/${encodeURIComponent(job.id)}`);
  }
  if (state.status === "failed") throw new Error(staffLine(state.error ?? "未能加入，请重试。", state.type));
  return state.result ?? {};
}

/** “约2分钟”, “约40秒”. */
export const duration = (seconds) => (seconds >= 90 ? `约${Math.round(seconds / 60)}分钟` : `约${Math.max(5, Math.round(seconds / 5) * 5)}秒`);

/** The seconds a byte takes by what runs now: what it took so far and is said to take still. */
function paceOf({ began, left, size }) {
  return ((performance.now() - began) / 1000 + left) / size;
}

/** How long the rest takes, by the bytes that were done and the seconds they took, before any was by
 * what runs; null while that does not know either. */
export function estimate(files) {
  const done = files.filter(({ state }) => state === "done");
  const rest = files.filter(({ state }) => state !== "done");
  const bytes = done.reduce((sum, { size }) => sum + size, 0);
  const seconds = done.reduce((sum, file) => sum + file.seconds, 0);
  if (!rest.length) return 0;
  const running = rest.find(({ state, left }) => state === "running" && left);
  if (!bytes && !running) return null;
  return rest.reduce((sum, { size }) => sum + size, 0) * (bytes ? seconds / bytes : paceOf(running));
}
