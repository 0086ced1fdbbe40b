/** Asking: one card a question, the newest first, within a conversation that can be ended. */

import { getJson, remove } from "./api.js";
import { answerNodes } from "./answer.js";
import { clock, follow } from "./asking.js";
import { watch } from "./catalog.js";
import { busyLine, byId, el, errorLine } from "./dom.js";
import { leaveWork, stayAt } from "./place.js";
import { chosenScope, fillScope } from "./scope.js";
import { keepUnsent, sent } from "./unsent.js";

let conversation = null;

const quiet = (label, onclick) => el("button", { type: "button", class: "quiet-button", onclick }, label);

/** The question back into its box, to be put otherwise. */
function edit(question) {
  const box = byId("question");
  box.value = question;
  box.focus();
  box.scrollIntoView({ block: "center" });
}

/** A card: the question, its tools, its body. */
function openCard(question, level = "h2") {
  const body = el("div", { class: "card-body", "aria-live": "polite" });
  const tools = el("div", { class: "card-tools" });
  const card = el("article", { class: "card" },
    el("header", { class: "card-head" }, el(level, {}, question), tools), body);
  byId("thread").prepend(card);
  return { card, body, tools };
}

/** What can be done now that a question is over; the focus that stood on 停止 stays at its place. */
function finished(tools, question, scope) {
  const held = tools.contains(document.activeElement);
  tools.replaceChildren(
    quiet("重试", () => submit(question, scope)), quiet("修改问题", () => edit(question)));
  if (held) tools.firstChild.focus();
}

function started() {
  byId("examples").hidden = true;
  byId("new-talk").hidden = false;
}

/** Asks anew without what was carried: the new answer stands in place of `card` and of its record. */
const without = (question, scope, card, kept) => () => submit(question, scope, {
  alone: true,
  async done() {
    if (kept) await remove(`v1/kept/${kept.id}`).catch(() => {});
    card.remove();
    byId("question").focus();
  },
});

/** Asks; `alone` leaves the conversation out; `done` is told when the answer stands. */
async function submit(question, scope = chosenScope(byId("ask-scope")), { alone = false, done = () => {} } = {}) {
  const controller = new AbortController();
  const { card, body, tools } = openCard(question);
  const time = el("span", { class: "quiet seconds" });
  tools.append(time, quiet("停止", () => controller.abort()));
  card.setAttribute("aria-busy", "true");
  body.replaceChildren(busyLine("正在查阅报告……"));
  started();
  const stop = clock(time);
  const asked = { question, ...scope, keep: true, ...(conversation && !alone && { conversation }) };
  try {
    const { answer, kept, cut } = await follow(body, asked, controller.signal);
    conversation = answer.conversation ?? conversation;
    const again = without(question, scope, card, kept);
    body.replaceChildren(...answerNodes(answer, { kept, ask: submit, again, cut }));
    if (kept) stayAt("ask", kept.id, kept.title);
    await done();
  } catch (error) {
    body.replaceChildren(error.name === "AbortError" ? el("p", { class: "line" }, "已停止。") : errorLine(error.message));
  } finally {
    stop();
    card.setAttribute("aria-busy", "false");
    finished(tools, question, scope);
  }
}

/** A kept conversation, as it was proven then. */
export function showThread(work) {
  byId("thread").replaceChildren();
  conversation = work.conversation;
  for (const one of work.thread) {
    const { card, body, tools } = openCard(one.result.question);
    const { question } = one.result;
    const scope = { regions: one.asked.regions ?? [], years: one.asked.years ?? [] };
    const again = without(question, scope, card, one.mine ? one : null);
    body.replaceChildren(...answerNodes(one.result, { kept: one, ask: submit, again, since: one.since, made: one.made }));
    finished(tools, question, scope);
  }
  started();
}

/** An empty page: what was asked stays among the records. */
function newTalk() {
  conversation = null;
  byId("thread").replaceChildren();
  byId("examples").hidden = false;
  byId("new-talk").hidden = true;
  leaveWork("ask");
  byId("question").focus();
}

async function showExamples(reports, error) {
  const node = byId("examples");
  if (error) return node.replaceChildren(errorLine(error.message));
  if (!reports.length) {
    return node.replaceChildren(el("p", { class: "empty" }, "资料库还是空的。", el("a", { href: "#/library" }, "先加入报告"), "，再来提问。"));
  }
  const { questions } = await getJson("v1/suggestions").catch(() => ({ questions: [] }));
  return node.replaceChildren(...questions.map((text) =>
    el("button", { type: "button", class: "chip", onclick: () => submit(text) }, text)));
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
    sent(box);
    submit(question);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  keepUnsent(box);
  byId("new-talk").addEventListener("click", newTalk);
  byId("ask-scope").addEventListener("change", countScope);
  fillScope(byId("ask-scope").querySelector(".scope-body"));
  watch(showExamples);
}
