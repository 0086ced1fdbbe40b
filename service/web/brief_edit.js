/** The desk where a briefing is put together: ticked, moved, taken in from the basket, written. */

import { postJson, putJson } from "./api.js";
import { basket, fillBasket } from "./basket.js";
import { added, bodyOf, placeOf, shifted, ticked, worded } from "./brief_paper.js";
import { checkDay, dayOf, printedDay } from "./day.js";
import { el, errorLine } from "./dom.js";
import { typeset } from "./typeset.js";

const PAUSE_MS = 250;

function arrow(label, sign, at, onclick) {
  return el("button", { type: "button", class: "arrow", "aria-label": label, "data-at": at, onclick }, sign);
}

/** Up or down, and the focus goes along. */
function moving(paper, b, i, by, { change }) {
  const way = by < 0 ? "up" : "down";
  const { block, at } = placeOf(paper, b, i, by);
  return arrow(by < 0 ? "上移" : "下移", by < 0 ? "↑" : "↓", `${b}.${i}.${way}`,
    () => change((now) => shifted(now, b, i, by), `${block}.${at}.${way}`));
}

function line(paper, b, i, desk) {
  const { change, write } = desk;
  const { text, own, on, work } = paper.blocks[b].pieces[i];
  const mine = !work;
  const box = el("input", { id: `piece-${b}-${i}`, type: "checkbox", checked: on, "aria-label": `保留：${text || "自拟的一句"}`, "data-at": `${b}.${i}.on`, onchange: () => change((now) => ticked(now, b, i), `${b}.${i}.on`) });
  const words = mine
    ? el("textarea", { rows: 2, maxlength: 500, "aria-label": "自拟的一句", "data-at": `${b}.${i}.own`, placeholder: "自己写一句（会标明未经核对）", oninput: ({ target }) => write((now) => worded(now, b, i, target.value.trim())) })
    : el("label", { for: `piece-${b}-${i}` }, el("span", { class: own ? "own" : null }, typeset(text)));
  if (mine) words.value = own;
  return el("li", { class: on ? null : "off" }, box, words,
    moving(paper, b, i, -1, desk), moving(paper, b, i, 1, desk));
}

function block(paper, b, desk) {
  const { heading, pieces } = paper.blocks[b];
  return el("fieldset", { class: "paper-block" }, el("legend", {}, heading || "开头"),
    el("ol", {}, pieces.map((_, i) => line(paper, b, i, desk))),
    el("button", { type: "button", class: "quiet-button", onclick: () => desk.change((now) => added(now, b, {}), `${b}.${pieces.length}.own`) }, "自己写一句"));
}

/** Sentences in the basket, each into the block that is chosen. */
function basketBox(paper, { change }) {
  const held = basket();
  if (!held.length) return el("p", { class: "quiet" }, "在问答和对比里点“摘入简报”，句子会放在这里备用。");
  const into = el("select", { "aria-label": "放入哪一部分" },
    paper.blocks.map(({ heading }, b) => el("option", { value: b, selected: b === paper.blocks.length - 1 }, heading || "开头")));
  const out = (piece) => fillBasket(held.filter((other) => other !== piece));
  const next = (at) => `basket.${Math.min(at, held.length - 2)}`;
  const take = (piece, at) => () => {
    const b = Number(into.value);
    out(piece);
    change((now) => added(now, b, piece), held.length > 1 ? next(at) : `${b}.${paper.blocks[b].pieces.length}.on`);
  };
  const drop = (piece, at) => () => {
    out(piece);
    change((now) => now, next(at));
  };
  return el("fieldset", { class: "paper-block" }, el("legend", {}, `摘入的句子（${held.length}）`), into,
    el("ul", {}, held.map((piece, at) => el("li", {}, el("span", {}, typeset(piece.text)),
      el("button", { type: "button", class: "quiet-button", "data-at": `basket.${at}`, onclick: take(piece, at) }, "放入"),
      el("button", { type: "button", class: "arrow", "aria-label": `不要：${piece.text}`, onclick: drop(piece, at) }, "×")))));
}

function field(paper, name, label, { write }, attributes = {}) {
  const input = el("input", { id: `paper-${name}`, maxlength: 60, value: paper[name], oninput: ({ target }) => write((now) => ({ ...now, [name]: target.value.trim() })), ...attributes });
  return el("div", { class: "paper-field" }, el("label", { for: `paper-${name}` }, label), input);
}

/** The day of the paper: what is no day is said to be none, and is not sent. */
function dayField(paper, desk) {
  const said = el("p", { class: "line error", role: "status" });
  const day = field({ today: printedDay(paper.today) }, "today", "日期", { write: () => {} }, {
    maxlength: 20, autocomplete: "off", "aria-describedby": "paper-today-said",
    oninput: ({ target }) => {
      const right = checkDay(target);
      said.textContent = target.validationMessage;
      if (right) desk.write((now) => ({ ...now, today: dayOf(target.value) }));
    },
  });
  said.id = "paper-today-said";
  day.append(said);
  return day;
}

function tick(paper, name, label, { write }) {
  return el("label", { class: "check" },
    el("input", { type: "checkbox", checked: paper[name], onchange: ({ target }) => write((now) => ({ ...now, [name]: target.checked })) }), ` ${label}`);
}

const unlaidOf = (work) => `gongbao-paper-${work}`;

/** A paper that this tab changed last and the service may not have yet; null where it has it. */
export const unlaid = (work) => JSON.parse(sessionStorage.getItem(unlaidOf(work)) ?? "null");

/** The paper is as it came again. */
export const forgetUnlaid = (work) => sessionStorage.removeItem(unlaidOf(work));

/** The paper as it stands is laid down at the service, and what that makes of it is shown. */
function sending(shown, said, laid) {
  let timer = 0;
  let waiting = null;
  const lay = async (paper) => {
    if (!laid) return;
    await putJson(`v1/kept/${paper.work}/desk`, { paper: bodyOf(paper) }, true);
    if (!waiting) sessionStorage.removeItem(unlaidOf(paper.work));
  };
  const send = async () => {
    const paper = waiting;
    waiting = null;
    try {
      const [{ brief, over }] = await Promise.all([postJson("v1/papers", bodyOf(paper)), lay(paper)]);
      if (waiting) return;
      said.className = over ? "line degraded" : "line";
      said.textContent = over ? `比一页多${over}行，请移去一些句子。` : "正好在一页之内。";
      shown(brief, paper);
    } catch (error) {
      said.replaceChildren(errorLine(error.message));
    }
  };
  window.addEventListener("pagehide", () => waiting && lay(waiting).catch(() => {}));
  return (paper) => {
    waiting = paper;
    if (laid) sessionStorage.setItem(unlaidOf(paper.work), JSON.stringify(bodyOf(paper)));
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE_MS);
  };
}

/** The desk as a node; `shown` is called with what the service made of the paper, which it keeps
 * where it is one's own (`laid`). */
export function briefDesk(first, shown, laid) {
  const box = el("details", { class: "panelled paper" }, el("summary", {}, "编排：取舍、移动、摘入、署名"));
  const inner = el("div", {});
  const said = el("p", { class: "line", role: "status" });
  box.append(inner, said);
  const send = sending(shown, said, laid);
  let paper = first;
  const desk = {
    write(made) {
      paper = made(paper);
      send(paper);
    },
    change(made, at) {
      desk.write(made);
      draw(at);
    },
  };
  const draw = (at) => {
    inner.replaceChildren(
      el("div", { class: "paper-fields" },
        field(paper, "title", "标题", desk), field(paper, "unit", "署名单位", desk, { maxlength: 40 }),
        field(paper, "addressee", "主送", desk, { maxlength: 40 }), dayField(paper, desk)),
      el("div", { class: "field inline" }, tick(paper, "table", "指标表", desk), tick(paper, "sources", "附出处页", desk)),
      ...paper.blocks.map((_, b) => block(paper, b, desk)), basketBox(paper, desk));
    if (at) (inner.querySelector(`[data-at="${at}"]`) ?? box.querySelector("summary")).focus({ preventScroll: true });
  };
  draw();
  return box;
}
