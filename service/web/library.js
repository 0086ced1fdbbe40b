/** The library view: reports, uploads with their progress, removal. */

import { getJson, postForm, remove } from "./api.js";
import { refresh, watch } from "./catalog.js";
import { confirmed } from "./confirm.js";
import { byId, el, errorLine } from "./dom.js";
import { reportLink } from "./words.js";

const PAUSE_MS = 500;
const BACKLOG_MS = 3000;
let backlogTimer;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

async function drop(report, button) {
  if (!(await confirmed(`从资料库中删除“${report.region}${report.year}年政府工作报告”？原文件不受影响。`))) return;
  button.disabled = true;
  button.textContent = "正在删除……";
  try {
    await remove(`v1/reports/${encodeURIComponent(report.id)}`);
    await refresh();
  } catch (error) {
    button.disabled = false;
    button.textContent = "删除";
    byId("uploads").prepend(el("li", {}, errorLine(error.message)));
  }
}

function row(report) {
  const button = el("button", { type: "button", class: "quiet-button", "aria-label": `删除${report.region}${report.year}年报告` }, "删除");
  button.addEventListener("click", () => drop(report, button));
  return el("tr", {},
    el("th", { scope: "row" },
      el("a", { href: reportLink(report.id) }, `${report.region}${report.year}年`),
      el("span", { class: "quiet block" }, report.parents.join(" · "))),
    el("td", { class: "wide-only" }, report.title),
    el("td", { class: "wide-only" }, report.delivered ?? "未载明"),
    el("td", { class: "number" }, report.chars.toLocaleString("zh-CN")),
    el("td", { class: "number" }, report.figures.toLocaleString("zh-CN")),
    el("td", { class: "actions" }, button));
}

/** What the service still computes behind the answers, until it has. */
async function showBacklog() {
  clearTimeout(backlogTimer);
  const { vectors } = await getJson("readyz").catch(() => ({}));
  byId("backlog").textContent = vectors ?? "";
  if (vectors) backlogTimer = setTimeout(showBacklog, BACKLOG_MS);
}

function showList(reports, error) {
  const node = byId("report-list");
  if (error) return node.replaceChildren(errorLine(error.message));
  if (!reports.length) return node.replaceChildren(el("p", { class: "empty" }, "还没有报告。在上面选择文件即可加入。"));
  showBacklog();
  const head = [["报告", ""], ["标题", "wide-only"], ["作报告日期", "wide-only"], ["字数", "number"], ["数据", "number"]];
  return node.replaceChildren(
    el("div", { class: "scroll" },
      el("table", { class: "reports" },
        el("caption", {}, `共${reports.length}份报告`),
        el("thead", {}, el("tr", {},
          head.map(([text, name]) => el("th", { scope: "col", class: name }, text)),
          el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, "操作")))),
        el("tbody", {}, reports.map(row)))));
}

const outcome = ({ added = [], replaced = [], unchanged = [], failed = [] }) => [
  ...added.map((report) => ["done", `已加入：${report.region}${report.year}年，${report.figures}个数据`]),
  ...replaced.map((report) => ["done", `已替换：${report.region}${report.year}年，${report.figures}个数据`]),
  ...unchanged.map((report) => ["done", `已在库中，内容相同：${report.region}${report.year}年`]),
  ...failed.map(({ error }) => ["error", error]),
];

async function follow(job, tell) {
  let state = job;
  while (state.status !== "done" && state.status !== "failed") {
    const { done = 0, total = 0, message } = state.progress ?? {};
    tell(message ?? "正在处理……", total ? done / total : null);
    await pause();
    state = await getJson(`v1/jobs/${encodeURIComponent(job.id)}`);
  }
  if (state.status === "failed") throw new Error(state.error ?? "未能加入，请重试。");
  return state.result ?? {};
}

function uploadForm(file) {
  const settings = new FormData(byId("upload-form"));
  const form = new FormData();
  form.append("files", file);
  for (const name of ["region", "year"]) if (settings.get(name)) form.append(name, settings.get(name));
  if (settings.get("replace")) form.append("replace", "true");
  return form;
}

async function upload(file) {
  const bar = el("progress", { "aria-label": `${file.name}的进度` });
  const words = el("span", { class: "quiet" }, "正在上传……");
  const item = el("li", {}, el("strong", {}, file.name), bar, words);
  byId("uploads").prepend(item);
  const tell = (text, share) => {
    words.textContent = text;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
  };
  try {
    const result = await follow(await postForm("v1/reports", uploadForm(file)), tell);
    const lines = outcome(result).map(([name, text]) => el("span", { class: `line ${name}` }, text));
    item.replaceChildren(el("strong", {}, file.name), ...lines);
    await refresh();
  } catch (error) {
    item.replaceChildren(el("strong", {}, file.name), errorLine(error.message));
  }
}

async function uploadAll(files) {
  for (const file of files) await upload(file);
}

/** Wires the library view. */
export function startLibrary() {
  const form = byId("upload-form");
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
