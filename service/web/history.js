/** 记录: one's own work and what one was sent: searched, opened, renamed, removed. */

import { getJson, patchJson, remove } from "./api.js";
import { confirmed } from "./confirm.js";
import { copyButton } from "./buttons.js";
import { byId, el, errorLine } from "./dom.js";
import { wholeLink, workLink } from "./place.js";
import { dayAndTime } from "./since.js";

const KINDS = { ask: "问答", compare: "对比", brief: "简报", check: "核稿" };
const PAUSE_MS = 200;

/** Where the focus goes when a line is gone: the next line, else the one before, else the search. */
function focusNear(item) {
  const near = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  (near?.querySelector("a") ?? byId("history-search")).focus();
}

function renaming(item, work) {
  const input = el("input", { value: work.title, maxlength: 200, "aria-label": "新的名称" });
  const form = el("form", {
    class: "rename",
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        const renamed = await patchJson(`v1/kept/${work.id}`, { title: input.value });
        const next = line(renamed);
        item.replaceWith(next);
        next.querySelector("a").focus();
      } catch (error) {
        form.append(errorLine(error.message));
      }
    },
    onkeydown: (event) => {
      if (event.key !== "Escape") return;
      const next = line(work);
      item.replaceWith(next);
      next.querySelector("[data-do=rename]").focus();
    },
  }, input, el("button", { type: "submit", class: "quiet-button" }, "保存"));
  item.replaceChildren(form);
  input.select();
}

async function drop(item, work) {
  if (!(await confirmed(`删除记录“${work.title}”？${work.mine ? "发出去的链接也会失效。" : ""}`))) return;
  try {
    await remove(`v1/kept/${work.id}`);
    focusNear(item);
  } catch (error) {
    item.append(errorLine(error.message));
  }
}

function line(work) {
  const item = el("li", { class: "record" });
  const button = (name, label, onclick) =>
    el("button", { type: "button", class: "quiet-button", "data-do": name, "aria-label": `${label}：${work.title}`, onclick }, label);
  item.append(
    el("div", { class: "record-body" },
      el("a", { href: workLink(work.id) }, work.title),
      el("span", { class: "quiet block" }, [KINDS[work.kind], dayAndTime(work.made), work.mine ? "" : "收到的"].filter(Boolean).join(" · "))),
    el("div", { class: "record-tools" },
      copyButton("复制链接", () => wholeLink(workLink(work.id))),
      work.mine ? button("rename", "改名", () => renaming(item, work)) : null,
      button("drop", "删除", () => drop(item, work))));
  return item;
}

/** Lists what fits the search; a name that is being changed is not taken away under the hand. */
export async function showHistory({ anew = true } = {}) {
  const node = byId("history-list");
  const words = byId("history-search").value.trim();
  try {
    const { kept } = await getJson(`v1/kept?q=${encodeURIComponent(words)}`);
    if (!anew && node.querySelector(".rename")) return;
    byId("history-clear").hidden = !kept.length || Boolean(words);
    const empty = words ? "没有找到。" : "还没有记录。提问、对比、写简报和核稿的结果都会留在这里。";
    node.replaceChildren(kept.length ? el("ul", { class: "records" }, kept.map(line)) : el("p", { class: "empty" }, empty));
  } catch (error) {
    node.replaceChildren(errorLine(error.message));
  }
}

async function clear() {
  if (!(await confirmed("清空自己的全部记录？发出去的链接也会失效。"))) return;
  await remove("v1/kept");
  await showHistory();
  byId("history-search").focus();
}

/** Wires the view. */
export function startHistory() {
  let timer;
  byId("history-search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => showHistory({ anew: false }), PAUSE_MS);
  });
  byId("history-clear").addEventListener("click", clear);
}
