/** Asking: one card a question, the newest first; sentences appear as they are proven. */

import { postStream } from "./api.js";
import { watch } from "./catalog.js";
import { busyLine, byId, copyText, el, errorLine } from "./dom.js";
import { citedItem, proofLines, sourceList } from "./proof.js";
import { prose } from "./prose.js";
import { chosenScope, fillScope } from "./scope.js";
import { sourceLine } from "./words.js";

const BADGES = { partial: "部分回答", not_found: "报告未提及", clarify: "请先说明" };
let conversation = null;

function badge({ status, reason }) {
  const word = reason === "not_in_library" ? "未收录" : reason === "out_of_scope" ? "不在范围内" : BADGES[status];
  return word ? el("span", { class: `badge ${status}` }, word) : null;
}

const plainText = (answer) =>
  [answer.answer, "", ...answer.citations.map(sourceLine)].join("\n").trim();

function copyButton(answer) {
  const button = el("button", { type: "button", class: "quiet-button" }, "复制答案和出处");
  button.addEventListener("click", async () => {
    button.textContent = (await copyText(plainText(answer))) ? "已复制" : "未能复制，请手动选取";
    setTimeout(() => (button.textContent = "复制答案和出处"), 2500);
  });
  return button;
}

function readings(options) {
  if (!options.length) return null;
  return el("div", { class: "chips", role: "group", "aria-label": "您想问的是" }, options.map((text) =>
    el("button", { type: "button", class: "chip", onclick: () => submit(text) }, text)));
}

function showAnswer(body, answer) {
  conversation = answer.conversation ?? conversation;
  body.replaceChildren(
    ...[badge(answer),
      el("div", { class: "answer" }, prose(answer.answer, answer.citations)),
      ...proofLines(answer),
      readings(answer.options ?? []),
      sourceList(answer.citations),
      el("div", { class: "card-actions" }, copyButton(answer))].filter(Boolean));
}

function openCard(question, stop) {
  const body = el("div", { class: "card-body", "aria-live": "polite" }, busyLine("正在查阅报告……"));
  const halt = el("button", { type: "button", class: "quiet-button", onclick: stop }, "停止");
  const card = el("article", { class: "card", "aria-busy": "true" },
    el("header", { class: "card-head" }, el("h2", {}, question), halt), body);
  byId("thread").prepend(card);
  return { body, close: () => { halt.remove(); card.setAttribute("aria-busy", "false"); } };
}

async function follow(body, events) {
  const written = el("div", { class: "answer" });
  let citations = [];
  let answered = false;
  for await (const { event, data } of events) {
    if (event === "evidence") {
      citations = data.citations ?? [];
      body.replaceChildren(written, busyLine(`找到${citations.length}条依据，正在核对数字……`));
    } else if (event === "sentence") {
      const item = { text: data.text, citations: data.citations ?? [] };
      written.append(el("p", {}, citedItem(item, citations)));
    } else if (event === "answer") {
      showAnswer(body, data);
      answered = true;
    }
  }
  if (!answered) body.replaceChildren(errorLine("回答中断了，请再问一次。"));
}

async function submit(question) {
  const controller = new AbortController();
  const card = openCard(question, () => controller.abort());
  byId("examples").hidden = true;
  const asked = { question, ...chosenScope(byId("ask-scope")), ...(conversation && { conversation }) };
  try {
    await follow(card.body, postStream("v1/ask", asked, controller.signal));
  } catch (error) {
    const message = error.name === "AbortError" ? "已停止。" : error.message;
    card.body.replaceChildren(errorLine(message));
  } finally {
    card.close();
  }
}

function examplesFor(reports) {
  const [first, second] = reports;
  const last = reports.at(-1);
  return [
    `${first.region}${first.covers}年地区生产总值是多少？`,
    second && second.region !== first.region ? `${first.region}和${second.region}${first.covers}年固定资产投资增长多少？` : null,
    `${last.region}${last.year}年有哪些重点工作？`,
    "各地的GDP增长目标？",
  ].filter(Boolean);
}

function showExamples(reports, error) {
  const node = byId("examples");
  if (error) node.replaceChildren(errorLine(error.message));
  else if (!reports.length) {
    node.replaceChildren(el("p", { class: "empty" }, "资料库还是空的。", el("a", { href: "#/library" }, "先加入报告"), "，再来提问。"));
  } else {
    node.replaceChildren(...examplesFor(reports).map((text) =>
      el("button", { type: "button", class: "chip", onclick: () => submit(text) }, text)));
  }
}

function countScope() {
  const { regions, years } = chosenScope(byId("ask-scope"));
  const named = [...regions, ...years.map((year) => `${year}年`)];
  const text = named.length > 4 ? `${named.slice(0, 4).join("、")}等${named.length}项` : named.join("、");
  byId("ask-scope").querySelector(".scope-count").textContent = text && `：${text}`;
}

/** Wires the ask view. */
export function startAsk() {
  const form = byId("ask-form");
  const box = byId("question");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box.value.trim();
    if (!question) return;
    box.value = "";
    submit(question);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  byId("ask-scope").addEventListener("change", countScope);
  fillScope(byId("ask-scope").querySelector(".scope-body"));
  watch(showExamples);
}
