/** The library view: what is filed, files on their way in with what waits and an estimate. */

import { getJson, postForm } from "./api.js";
import { refresh, watch } from "./catalog.js";
import { insistButton } from "./buttons.js";
import { byId, el, errorLine } from "./dom.js";
import { duration, estimate, followJob } from "./jobs.js";
import { showReports } from "./library_list.js";
import { refusedLine, staffLine } from "./messages.js";

const BACKLOG_MS = 3000;
const OUTCOMES = "gongbao-uploads";
const WAITING = "gongbao-uploading";
const REMEMBERED = 50;
let backlogTimer;
let othersTimer;
let others = 0;
let queue = [];

/** What the service still computes behind the answers, until it has. */
async function showBacklog() {
  clearTimeout(backlogTimer);
  const { vectors } = await getJson("readyz").catch(() => ({}));
  byId("backlog").textContent = vectors ? staffLine(vectors, "", "语义查找还在准备，现在先按关键词查找。") : "";
  if (vectors) backlogTimer = setTimeout(showBacklog, BACKLOG_MS);
}

/** What others change meanwhile, or this person in another tab; what they have done is listed. */
async function showOthers() {
  clearTimeout(othersTimer);
  const { open = 0 } = await getJson("v1/jobs").catch(() => ({}));
  const more = Math.max(0, open - queue.filter(({ state }) => state !== "done").length);
  const less = more < others;
  others = more;
  byId("others").textContent = more ? `资料库另有${more}项改动正在进行。` : "";
  if (less) return refresh();
  if (more) othersTimer = setTimeout(showOthers, BACKLOG_MS);
  return null;
}

function showList(reports, error) {
  showOthers();
  const node = byId("report-list");
  if (error) return node.replaceChildren(errorLine(error.message));
  if (!reports.length) return node.replaceChildren(el("p", { class: "empty" }, "还没有报告。在上面选择文件即可加入。"));
  showBacklog();
  return showReports(node, reports);
}

/** A report that is in now, and what makes it doubtful. */
const taken = (what) => ({ region, year, figures, doubts = [] }) => [
  ["done", `${what}：${region}${year}年，${figures}个数据`],
  ...(doubts.length ? [["degraded", `请对照原文：${doubts.join("；")}。`]] : []),
];

const outcome = ({ added = [], replaced = [], unchanged = [], failed = [] }) => [
  ...added.flatMap(taken("已加入")), ...replaced.flatMap(taken("已替换")),
  ...unchanged.map((report) => ["done", `已在库中，内容相同：${report.region}${report.year}年`]),
  ...failed.map(({ error, kind }) => ["error", refusedLine(error, kind)]),
];

/** What is said of the files that are chosen now. */
function settings() {
  const held = new FormData(byId("upload-form"));
  return { region: held.get("region"), year: held.get("year"), replace: Boolean(held.get("replace")) };
}

function uploadForm({ file, said }) {
  const form = new FormData();
  form.append("files", file);
  for (const [name, value] of Object.entries(said)) if (value) form.append(name, value);
  return form;
}

/** The way in for a file whose region only the person knows. */
function insistence(entry, { failed = [] }) {
  const { file, said, item } = entry;
  if (!(file instanceof File && failed.some(({ kind }) => kind === "UnlistedRegion"))) return;
  item.append(insistButton(said.region, () => {
    entry.said = { ...said, insist: true };
    upload(entry);
  }));
}

/** “正在处理1个，还有2个等候，约2分钟” while there is more than one. */
function showQueue() {
  const waiting = queue.filter(({ state }) => state === "waiting").length;
  const running = queue.filter(({ state }) => state === "running").length;
  const seconds = estimate(queue);
  const left = seconds ? `，${duration(seconds)}` : "";
  byId("queue").textContent = waiting + running ? `正在处理${running}个文件${waiting ? `，还有${waiting}个等候` : ""}${left}。` : "";
}

/** What became of a file, and for this tab also after a reload. */
function told(item, name, lines) {
  item.replaceChildren(el("strong", {}, name), ...lines.map(([kind, text]) => el("span", { class: `line ${kind}`, role: kind === "error" ? "alert" : null }, text)));
  const held = [{ name, lines }, ...earlier()].slice(0, REMEMBERED);
  sessionStorage.setItem(OUTCOMES, JSON.stringify(held));
}

const earlier = () => JSON.parse(sessionStorage.getItem(OUTCOMES) ?? "[]");
const waiting = () => JSON.parse(sessionStorage.getItem(WAITING) ?? "[]");
const wait = (jobs) => sessionStorage.setItem(WAITING, JSON.stringify(jobs));

/** What this tab had told, and what it still waited for, before it was loaded again. */
function showEarlier() {
  const held = earlier();
  sessionStorage.removeItem(OUTCOMES);
  for (const { name, lines } of held.reverse()) {
    const item = el("li", {});
    told(item, name, lines);
    byId("uploads").prepend(item);
  }
  for (const { name, size, job } of waiting()) upload(entryOf({ name, size }), job);
}

function entryOf(file) {
  const entry = { file, said: settings(), size: file.size, state: "waiting", item: el("li", {}, el("strong", {}, file.name)), seconds: 0 };
  queue.push(entry);
  byId("uploads").prepend(entry.item);
  return entry;
}

/** Brings a file in, and follows it; `job` is the one it is on already. */
async function upload(entry, job = null) {
  const { file, item } = entry;
  const bar = el("progress", { "aria-label": `${file.name}的进度` });
  const words = el("span", { class: "quiet" }, job ? "正在处理……" : "正在上传……");
  item.replaceChildren(el("strong", {}, file.name), bar, words);
  const began = () => (entry.began ??= performance.now());
  try {
    const one = job ?? await postForm("v1/reports", uploadForm(entry));
    if (!job) wait([...waiting(), { name: file.name, size: file.size, job: one }]);
    const result = await followJob(one, (text, share, { waits, left }) => {
      if (!waits) began();
      Object.assign(entry, { state: waits ? "waiting" : "running", left });
      words.textContent = text;
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
      showQueue();
    });
    wait(waiting().filter((other) => other.job.id !== one.id));
    told(item, file.name, outcome(result));
    insistence(entry, result);
  } catch (error) {
    wait(waiting().filter(({ name }) => name !== file.name));
    told(item, file.name, [["error", error.message]]);
  }
  Object.assign(entry, { state: "done", seconds: (performance.now() - began()) / 1000 });
  showQueue();
  await refresh();
}

/** All files go up at once; the service takes them one by one. */
function uploadAll(files) {
  if (queue.every(({ state }) => state === "done")) queue = [];
  const entries = [...files].reverse().map(entryOf).reverse();
  showQueue();
  for (const entry of entries) upload(entry);
}

/** Wires the library view. */
export function startLibrary() {
  const form = byId("upload-form");
  showEarlier();
  const input = byId("files");
  input.addEventListener("change", () => {
    uploadAll([...input.files]);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    uploadAll([...event.dataTransfer.files]);
  });
  watch(showList);
}
