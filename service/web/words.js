/** How facts, sources and proofs are said in Chinese. */

import { quoted } from "./typeset.js";

export const KINDS = {
  actual: "完成", expected: "预计", target: "目标", cumulative: "累计", average: "年均", result: "结果",
};

export const STATES = {
  value: "", no_number: "有提及但无数字", not_mentioned: "报告未提及", not_in_library: "未收录该报告",
  doubtful: "口径待核",
};

/** Text addressed by code points, as the service counts, where JS counts UTF-16 units. */
export class Points {
  constructor(text) {
    this.text = text;
    this.points = /[\u{10000}-\u{10FFFF}]/u.test(text) ? Array.from(text) : null;
    this.length = this.points ? this.points.length : text.length;
  }

  slice(start, end) {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }
}

/** The address of a span of a report inside this page. */
export const reportLink = (id, start, end) =>
  `#/report/${encodeURIComponent(id)}${end > start ? `/${start}-${end}` : ""}`;

const shorten = (heading) => {
  const points = Array.from(heading);
  return points.length > 22 ? `${points.slice(0, 21).join("")}…` : heading;
};

/** “满洲里市2021年政府工作报告 · 一、… · (一)…”. */
export const sourceTitle = ({ region, year, section }) =>
  [`${region}${year}年政府工作报告`, ...(section ?? []).map(shorten)].join(" · ");

/** What a copied citation reads like. */
export const sourceLine = (citation) => `[${citation.n}] ${sourceTitle(citation)}：“${quoted(citation.quote)}”`;

/** “2020年” of a period code; ranges and quarters likewise. */
export function periodText(period) {
  if (!period) return "";
  const part = /^(\d{4})(?:-(\d{2})|H([12])|Q([1-4]))$/.exec(period);
  if (part?.[2]) return `${part[1]}年${Number(part[2])}月`;
  if (part?.[3]) return `${part[1]}年${part[3] === "1" ? "上" : "下"}半年`;
  if (part?.[4]) return `${part[1]}年第${part[4]}季度`;
  return period.startsWith("..") ? `截至${period.slice(2)}年` : `${period}年`;
}

const LEADING = /^(超|突破|近|约|不低于|不少于|高于|低于|达|力争)/;

/** A number with its qualifier where Chinese puts it: 近30家, 1000余家, 7%左右. */
export function qualified(number, qualifier) {
  if (!number || !qualifier || number.includes(qualifier)) return number ?? "";
  if (LEADING.test(qualifier)) return `${qualifier}${number}`;
  if (/^[余多]$/.test(qualifier)) return number.replace(/^[\d.]+/, (digits) => `${digits}${qualifier}`);
  return `${number}${qualifier}`;
}

/** “增长8%”， “下降16.8%”. */
export function growthText(growth, qualifier) {
  if (!growth) return "";
  const printed = qualified(growth.replace(/^-/, ""), qualifier);
  if (!/\d/.test(growth)) return printed;
  return `${growth.startsWith("-") ? "下降" : "增长"}${printed}`;
}

/** “141.5亿元”. */
export const valueText = (fact) => qualified(fact.value && `${fact.value}${fact.unit ?? ""}`, fact.qualifier);

/** “3个数字，全部核对到原文”； “31个数字，其中1个由2个算得，其余全部核对到原文；自拟的1句（含1个数字）未经核对”.
 * What a view hides is told apart: “23个数字，全部核对到原文；没有显示的另有8个，也都核对到原文”. */
export function proofText(proof, hidden = {}) {
  const { own = 0, own_numbers: numbers = 0 } = proof;
  const typed = own ? `；自拟的${own}句${numbers ? `（含${numbers}个数字）` : ""}未经核对` : "";
  return provenText(proof, hidden) + typed;
}

function provenText({ numbers, proven, computed = 0, operands = 0, folded = 0 }, { figures = 0, gaps = 0 }) {
  if (numbers === 0) return "没有需要核对的数字";
  const [worked, from] = [computed - gaps, operands - 2 * gaps];
  const made = worked ? `其中${worked}个由${from}个算得，其余` : "";
  const apart = [[folded, "各地摘要里另有"], [figures, "没有显示的另有"]].filter(([count]) => count);
  const more = apart.map(([count, where]) => `；${where}${count}个，也都核对到原文`).join("");
  if (numbers === proven) return `${numbers - folded - figures - gaps}个数字，${made}全部核对到原文${more}`;
  return `${proven}个数字核对到原文；另有${numbers - proven}个无法证实，已删去`;
}

const seconds = (ms) => (ms < 1000 ? "不到1秒" : `${(ms / 1000).toFixed(1)}秒`);

/** Whose words the text is: the model's, or the ledger's where the model was not heard. */
export function madeBy({ backend, model, sentences, degraded, elapsed_ms: elapsed }) {
  const heard = sentences ? sentences.some(({ by }) => by === "model") : !degraded;
  const who = backend === "offline" ? "离线作答" : heard ? `模型 ${model ?? backend}` : "台账作答";
  return `${who} · ${seconds(elapsed ?? 0)}`;
}

const STAGES = { table: "对齐指标、核验数据", summary: "摘录报告", model: "由模型概括", topic: "查找专题", page: "写成一页" };

/** “由模型概括 3/30 满洲里市-2021……” */
export const stepLine = ({ stage, done, total, report }) =>
  [STAGES[stage], total > 1 ? `${done}/${total}` : "", report ?? ""].filter(Boolean).join(" ") + "……";
