/** One running question: its seconds, its events, and what stands until the answer does. */

import { postStream } from "./api.js";
import { busyLine, el } from "./dom.js";
import { citedItem } from "./proof.js";
import { prose } from "./prose.js";

/** Counts the seconds in a node until it is stopped. */
export function clock(node) {
  const began = performance.now();
  const tick = () => (node.textContent = `已用${Math.round((performance.now() - began) / 1000)}秒`);
  const timer = setInterval(tick, 1000);
  return () => {
    clearInterval(timer);
    node.textContent = "";
  };
}

/** What is shown before the whole answer is there: the ledger's answer, else each proven sentence. */
function draft(body) {
  const written = el("div", { class: "answer" });
  let citations = [];
  let ledger = false;
  return {
    evidence(data) {
      citations = data.citations ?? [];
      body.replaceChildren(written, busyLine(`找到${citations.length}条依据，正在核对数字……`));
    },
    ledger(data) {
      ledger = true;
      body.replaceChildren(
        el("div", { class: "answer" }, prose(data.answer, data.citations ?? citations)),
        busyLine("以上由台账先答；模型的文字核对后会替换它……"));
    },
    sentence(data) {
      if (ledger) return;
      const item = { text: data.text, citations: data.citations ?? [] };
      written.append(el("p", {}, citedItem(item, citations)));
    },
  };
}

const stopped = ({ name, message }) =>
  name === "AbortError" ? "已停止：模型的文字没有写完，以下是台账的回答。" : `模型的文字没有写完，以下是台账的回答。${message}`;

/** Follows the events; the answer, and where it is kept. Where the ledger's answer stands and the
 * model's did not come to its end, the ledger's is the answer and `cut` says so. */
export async function follow(body, asked, signal) {
  const shown = draft(body);
  const got = {};
  try {
    for await (const { event, data } of postStream("v1/ask", asked, signal)) {
      got[event] = data;
      shown[event]?.(data);
    }
    if (!got.answer) throw new Error("连接中断了，请重试。");
  } catch (error) {
    if (got.answer) return { answer: got.answer, kept: got.kept ?? null };
    if (!got.ledger) throw error;
    return { answer: got.ledger, kept: got.kept ?? null, cut: stopped(error) };
  }
  return { answer: got.answer, kept: got.kept ?? null };
}
