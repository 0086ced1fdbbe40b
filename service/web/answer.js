/** An answer on the page: its standing, its text, its proof, its sources, and what can be done with it. */

import { getJson, postJson } from "./api.js";
import { basketButton } from "./basket.js";
import { copyButton, saveButton } from "./buttons.js";
import { el, errorLine } from "./dom.js";
import { wholeLink, workLink } from "./place.js";
import { proofLines, sourceList } from "./proof.js";
import { prose } from "./prose.js";
import { sinceLine } from "./since.js";
import { typeset } from "./typeset.js";
import { periodText, sourceLine } from "./words.js";

const BADGES = { partial: "部分回答", not_found: "报告未提及", clarify: "请先说明" };
const REASONS = { not_in_library: "未收录", out_of_scope: "不在范围内", doubtful: "口径待核" };

function badge({ status, reason, asked = [] }) {
  const word = REASONS[reason] ?? BADGES[status];
  const doubtful = asked.some(({ state }) => state === "doubtful");
  return [
    word ? el("span", { class: `badge ${reason === "doubtful" ? "partial" : status}` }, word) : null,
    doubtful && reason !== "doubtful" ? el("span", { class: "badge partial" }, "口径待核") : null,
  ];
}

const plainText = (answer) => [typeset(answer.answer), "", ...answer.citations.map(sourceLine)].join("\n").trim();

/** Sentences whose figure is in doubt, so that their lines look it. */
function doubtfulTexts({ asked = [], sentences = [] }) {
  const places = asked.filter(({ state }) => state === "doubtful").flatMap((one) => one.sentences);
  return places.map((at) => sentences[at]?.text).filter(Boolean);
}

/** “沿用：满洲里市 · 2020年 ×”: what was taken over from the question before. */
function carriedLine({ carried = {} }, again) {
  const words = [...(carried.regions ?? []), ...(carried.years ?? []).map((year) => periodText(String(year))), ...(carried.about ?? [])];
  if (!words.length) return null;
  const drop = again ? el("button", {
    type: "button", class: "carried-drop", "aria-label": "不沿用，按新问题再问", title: "不沿用，按新问题再问", onclick: again,
  }, "×") : null;
  return el("p", { class: "line carried" }, `沿用：${words.join(" · ")}`, drop);
}

const chips = (label, texts, ask) =>
  texts.length ? el("div", { class: "chips", role: "group", "aria-label": label },
    texts.map((text) => el("button", { type: "button", class: "chip", onclick: () => ask(text) }, text))) : null;

/** Questions that the ledger can answer, beside the one that was asked. */
function nextQuestions(answer, ask) {
  const fact = answer.facts?.find(({ known, standing }) => known && standing === "sure");
  if (!fact) return null;
  const box = el("div", { class: "next" });
  const query = new URLSearchParams({ fact: fact.id });
  getJson(`v1/suggestions?${query}`).then(({ questions }) => {
    if (questions.length) box.append(el("p", { class: "line" }, "接着问："), chips("接着问", questions, ask));
  }).catch(() => box.remove());
  return box;
}

const GONE = "这条记录已经删除（可能是在另一个窗口里），没有记下；请复制说明，点“重试”重新作答后再提交。";

function complaint(kept) {
  const said = el("div", {});
  const box = el("details", { class: "complaint" }, el("summary", {}, "这条有误"));
  const note = el("textarea", { rows: 2, maxlength: 2000, required: true, "aria-label": "哪里有误", placeholder: "哪里有误？正确的应是什么？" });
  const form = el("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        await postJson("v1/feedback", { work: kept.id, note: note.value });
        const done = el("p", { class: "line done", role: "status", tabindex: "-1" }, "已记下问题、答案和您的说明，谢谢。");
        box.replaceChildren(el("summary", {}, "这条有误"), done);
        done.focus();
      } catch (error) {
        said.replaceChildren(errorLine(error.status === 404 ? GONE : error.message));
      }
    },
  }, note, el("button", { type: "submit", class: "quiet-button" }, "提交"));
  box.append(form, said);
  return box;
}

function actions(answer, kept) {
  return el("div", { class: "card-actions" },
    copyButton("复制答案和出处", () => plainText(answer)),
    kept ? copyButton("复制链接", () => wholeLink(workLink(kept.id))) : null,
    kept ? saveButton("下载Word文档", `v1/kept/${kept.id}/file?format=docx`, `${answer.question.slice(0, 40)}.docx`) : null,
    kept && answer.citations.length ? basketButton(kept, answer.sentences.map(({ text }, at) => ({ at: `s${at}`, text }))) : null,
    kept ? complaint(kept) : null);
}

/** The nodes of an answer; `ask` asks another question, `again` the same without what was carried;
 * `cut` says why the model's words are missing. */
export function answerNodes(answer, { kept, ask, again, since, made, cut }) {
  return [
    cut ? el("p", { class: "line degraded", role: "status" }, cut) : null,
    ...badge(answer), carriedLine(answer, again),
    el("div", { class: "answer" }, prose(answer.answer, answer.citations, doubtfulTexts(answer))),
    ...proofLines(answer), since ? sinceLine(since, made) : null,
    chips("您想问的是", answer.options ?? [], ask),
    sourceList(answer.citations), actions(answer, kept), ask ? nextQuestions(answer, ask) : null,
  ].flat().filter(Boolean);
}
