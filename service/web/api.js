/** Talks to the service: JSON, event streams, files; every failure becomes one Chinese line. */

import { byId } from "./dom.js";
import { staffLine } from "./messages.js";

const TOKEN = "gongbao-token";
const SENDABLE = /^[\x21-\x7e]+$/;  // what a header may hold; whatever else was typed is no token
const WRONG = "-";

/** A failure a person can read; `message` is one line of Chinese. */
export class Problem extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

const problemLine = (body) => body?.detail || body?.title;

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // not JSON: a proxy answered
  }
  const line = problemLine(body);
  return typeof line === "string" ? new Problem(staffLine(line, body.type), response.status)
    : new Problem(`服务出错（${response.status}），请稍后再试。`, response.status);
}

let asking = null;

/** Asks once, however many requests wait for it; true when a token was given. */
function askToken() {
  asking ??= promptToken().finally(() => (asking = null));
  return asking;
}

function promptToken() {
  const dialog = byId("token-dialog");
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given = dialog.returnValue === "yes" ? byId("token").value.trim() : "";
      if (given) sessionStorage.setItem(TOKEN, SENDABLE.test(given) ? given : WRONG);
      resolve(Boolean(given));
    }, { once: true });
    dialog.returnValue = "no";
    dialog.showModal();
  });
}

async function request(path, options = {}, retried = false) {
  const headers = new Headers(options.headers);
  const token = sessionStorage.getItem(TOKEN);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("连不上服务，请稍后再试；仍不行，请联系管理员。");
  }
  if (response.status === 401 && !retried && (await askToken())) return request(path, options, true);
  if (!response.ok) throw await problemOf(response);
  return response;
}

const jsonBody = (body, headers = {}) => ({
  method: "POST",
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** GET as JSON. */
export const getJson = async (path) => (await request(path)).json();

/** POST as JSON, answered by JSON. */
export const postJson = async (path, body, signal) =>
  (await request(path, { ...jsonBody(body, { Accept: "application/json" }), signal })).json();

/** PATCH as JSON, answered by JSON. */
export const patchJson = async (path, body) =>
  (await request(path, { ...jsonBody(body), method: "PATCH" })).json();

/** PUT as JSON, answered by JSON; `keepalive`: sent even where the page is left meanwhile. */
export const putJson = async (path, body, keepalive = false) =>
  (await request(path, { ...jsonBody(body), method: "PUT", keepalive })).json();

/** GET of a file. */
export const getBlob = async (path) => (await request(path)).blob();

/** POST as JSON, answered by a file. */
export const postBlob = async (path, body) => (await request(path, jsonBody(body))).blob();

/** POST of a form with files, answered by JSON. */
export const postForm = async (path, form) =>
  (await request(path, { method: "POST", body: form })).json();

async function withAddress(response) {
  const place = response.headers.get("Content-Location");
  return { made: await response.json(), kept: place ? { id: place.split("/").at(-1) } : null };
}

/** POST as JSON: {made, kept}: the answer, and where it is kept. */
export const postKept = async (path, body) =>
  withAddress(await request(path, jsonBody(body, { Accept: "application/json" })));

/** POST of a form with a file: {made, kept}. */
export const postKeptForm = async (path, form) =>
  withAddress(await request(path, { method: "POST", body: form, headers: { Accept: "application/json" } }));

/** POST of a form with a file, answered by a file. */
export const postFormBlob = async (path, form) => (await request(path, { method: "POST", body: form })).blob();

/** DELETE, answered by JSON. */
export const remove = async (path) => (await request(path, { method: "DELETE" })).json();

function parseEvent(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}

/** The next piece of a stream; a connection lost meanwhile is said in Chinese. */
async function nextOf(reader) {
  try {
    return await reader.read();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("连接断了，请看看网络再重试。");
  }
}

/** POST answered by an event stream: yields {event, data}; an `error` event is thrown. */
export async function* postStream(path, body, signal) {
  const options = { ...jsonBody(body, { Accept: "text/event-stream" }), signal };
  const response = await request(path, options);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { value, done } = await nextOf(reader);
    if (done) return;
    pending = (pending + value).replaceAll("\r\n", "\n");
    const blocks = pending.split("\n\n");
    pending = blocks.pop();
    for (const item of blocks.map(parseEvent)) {
      if (item?.event === "error") throw new Problem(staffLine(problemLine(item.data) ?? "服务中断，请重试。", item.data.type));
      if (item) yield item;
    }
  }
}

/** POST of long work: `tell` hears each step; {made, kept}: the data of the event `kind`, and where it is kept. */
export async function postLong(path, body, kind, tell) {
  let made = null;
  let kept = null;
  for await (const { event, data } of postStream(path, body)) {
    if (event === "progress") tell(data);
    else if (event === kind) made = data;
    else if (event === "kept") kept = data;
  }
  if (!made) throw new Problem("服务中断了，请再试一次。");
  return { made, kept };
}
