/** One report in detail: what makes it doubtful, what was repaired, its original, its right name. */

import { getJson, postJson } from "./api.js";
import { insistButton, saveButton } from "./buttons.js";
import { refresh } from "./catalog.js";
import { busyLine, byId, el, errorLine } from "./dom.js";
import { followJob } from "./jobs.js";
import { CORRECTING, refusedLine } from "./messages.js";
import { reportLink } from "./words.js";

let shown = null;

const path = (id, rest = "") => `v1/reports/${encodeURIComponent(id)}${rest}`;

function repairLine(report, { said, before, after, doubt, start, end }) {
  return el("li", {}, `${said}：${before.slice(0, 30) || "（无）"} → `,
    after ? el("a", { href: reportLink(report.id, start, end) }, after.slice(0, 30)) : "（删去）", doubt ? el("span", { class: "flag" }, doubt) : null);
}

/** The file as it was received, where it is kept, and the text that was read in it. */
const downloads = (report, name) => [
  name ? saveButton("原件下载", path(report.id, "/original"), name) : null, " ",
  saveButton("下载原文（收录时的文字）", path(report.id, "?raw=true"), `${report.title}.txt`),
  name ? el("span", { class: "quiet block" }, name) : null,
].filter(Boolean);

async function showRepairs(report, node, files) {
  try {
    const { summary, total, repairs, original } = await getJson(path(report.id, "/repairs"));
    files.replaceChildren(...downloads(report, original));
    const doubtful = [...repairs].sort((a, b) => Boolean(b.doubt) - Boolean(a.doubt)).slice(0, 100);
    node.replaceChildren(el("p", {}, summary),
      total ? el("details", {}, el("summary", {}, `逐处查看${total > doubtful.length ? `（前${doubtful.length}处，推定的在前）` : ""}`), el("ul", { class: "repairs" }, doubtful.map((one) => repairLine(report, one)))) : "");
  } catch (error) {
    node.replaceChildren(errorLine(error.message));
  }
}

function correction(report, words = "") {
  const region = el("input", { id: "right-region", value: report.region, required: true, maxlength: 100 });
  const year = el("input", { id: "right-year", value: report.year, required: true, inputmode: "numeric", pattern: "[0-9]{4}", maxlength: 4 });
  const said = el("div", { role: "status" }, words ? el("p", { class: "line done" }, words) : "");
  const correct = async (insist) => {
    const asked = { region: region.value, year: Number(year.value), insist };
    try {
      const job = await postJson(path(report.id, "/identity"), asked);
      const { added = [], replaced = [], failed: [refused] = [] } = await followJob(job, (text) => said.replaceChildren(busyLine(text)));
      const [now] = [...added, ...replaced];
      await refresh();
      if (now) return fill(now, `已改为${now.region}${now.year}年，${now.figures}个数据已重新核对。`);
      said.replaceChildren(errorLine(refused ? `没有更正：${refusedLine(refused.error, refused.kind, CORRECTING)}` : "没有变化。"));
      if (refused?.kind === "UnlistedRegion") said.append(insistButton(asked.region, () => correct(true)));
    } catch (error) {
      said.replaceChildren(errorLine(error.message));
    }
    return null;
  };
  const form = el("form", {
    class: "correct",
    onsubmit: (event) => {
      event.preventDefault();
      correct(false);
    },
  }, el("label", { for: "right-region" }, "地区"), region, el("label", { for: "right-year" }, "部署哪一年的工作"), year,
  el("button", { type: "submit", class: "quiet-button" }, "更正并重新核对"), said);
  return form;
}

/** The dialog tells of a report; `words` are what has just been done to it. */
function fill(report, words = "") {
  shown = report;
  const repairs = el("div", {}, busyLine("正在查看修复……"));
  const files = el("div", {}, ...downloads(report, null));
  byId("detail-title").textContent = `${report.region}${report.year}年政府工作报告`;
  byId("detail-body").replaceChildren(
    el("p", { class: "quiet" }, [report.title, report.speaker, report.meeting, report.delivered, `${report.chars.toLocaleString("zh-CN")}字`, `${report.figures}个数据`].filter(Boolean).join(" · ")),
    el("h3", {}, "是否可靠"),
    report.doubts?.length ? el("ul", {}, report.doubts.map((text) => el("li", {}, text))) : el("p", {}, "没有发现问题。"),
    el("h3", {}, "修复"), repairs,
    el("h3", {}, "原件和原文"), files,
    el("h3", {}, "地区和年份"), correction(report, words));
  showRepairs(report, repairs, files);
}

/** The focus comes back to what opened the dialog, or to the report's line in a list drawn anew. */
function focusBack(opener) {
  const line = [...byId("report-list").querySelectorAll("a")].find((link) => link.hash === reportLink(shown.id));
  (opener?.isConnected ? opener : line ?? byId("library-search"))?.focus();
}

/** Opens the dialog of a report. */
export function openDetail(report) {
  const dialog = byId("detail");
  const opener = document.activeElement;
  fill(report);
  dialog.addEventListener("close", () => focusBack(opener), { once: true });
  dialog.showModal();
}
