/** Changes of wording: kind by kind, both quotes beside each other, each opening its report. */

import { getJson, postBlob, postJson } from "./api.js";
import { watch } from "./catalog.js";
import { busyLine, byId, el, errorLine, save } from "./dom.js";
import { copyButton } from "./buttons.js";
import { lastPlace, stand, wholeLink } from "./place.js";
import { reportLink } from "./words.js";
import { quoted } from "./typeset.js";

const KINDS = {
  carried: "延续的任务与数字", stronger: "说得更重的", weaker: "说得更轻的", new: "新的提法", gone: "不再提的",
  unmentioned: "上年承诺、今年回顾未提及的", repeated: "两年都列出的问题",
};
const FORMATS = [["docx", "Word 文档"], ["md", "Markdown"]];
const numbered = (citations) => new Map(citations.map((one) => [one.n, one]));

function quote(number, cited) {
  const source = cited.get(number);
  if (!source) return "—";
  const name = `${source.region}${source.year}年报告：${quoted(source.quote)}`;
  return el("a", { href: reportLink(source.report, source.start, source.end), title: name }, `“${quoted(source.quote)}”`);
}

function table(step, found, cited) {
  const head = [`${step.earlier.year}年报告`, `${step.later.year}年报告`, "变化"].map((name) => el("th", { scope: "col" }, name));
  const rows = found.map((one) => el("tr", {},
    el("td", {}, quote(one.earlier, cited)), el("td", {}, quote(one.later, cited)), el("td", {}, one.text)));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": KINDS[found[0].kind] },
    el("table", { class: "compare" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)));
}

function stepNodes(step, cited) {
  const groups = Object.keys(KINDS).map((kind) => step.changes.filter((one) => one.kind === kind)).filter((found) => found.length);
  return [
    el("h2", {}, `${step.later.region}：${step.earlier.year}年报告 → ${step.later.year}年报告`),
    step.leading.length ? el("details", { class: "summary", open: true },
      el("summary", {}, "先看这几项"), table(step, step.leading.map((place) => step.changes[place]), cited)) : [],
    groups.map((found) => el("details", { class: "summary" },
      el("summary", {}, `${KINDS[found[0].kind]}（${found.length}）`), table(step, found, cited))),
  ];
}

function downloads(asked, box = el("div", { class: "card-actions" })) {
  for (const [format, label] of FORMATS) {
    box.append(el("button", {
      type: "button", class: "quiet-button",
      onclick: async () => {
        try {
          save(await postBlob(`v1/changes?format=${format}`, asked), `${asked.region}提法变化.${format}`);
        } catch (error) {
          box.append(errorLine(error.message));
        }
      },
    }, `下载${label}`));
  }
  box.append(copyButton("复制链接", () => wholeLink(lastPlace())));
  return box;
}

const noteLines = (notes) => notes.map((note) => el("p", { class: "line quiet" }, note));

async function compared(form) {
  const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  const asked = { ...given, ...(given.first && { first: Number(given.first) }), ...(given.last && { last: Number(given.last) }) };
  const made = await postJson("v1/changes", asked);
  const cited = numbered(made.citations);
  return [made.steps.map((step) => stepNodes(step, cited)), downloads(asked), noteLines(made.notes)];
}

async function termed(form) {
  const made = await getJson(`v1/terms?term=${encodeURIComponent(new FormData(form).get("term").trim())}`);
  const cited = numbered(made.citations);
  const years = Object.entries(made.held).map(([year, held]) => `${year}年${held}份中${made.by_year[year] ?? 0}份`).join("，");
  return [
    el("h2", {}, `“${made.term}”：${made.first.length}个地区、${made.reports.length}份报告提到`),
    el("p", { class: "line quiet" }, `${years}。`),
    el("ol", {}, made.first.map((one) => el("li", {}, `${one.region}${one.year}年首次（${one.count}处）：`, quote(one.n, cited)))),
    noteLines(made.notes),
  ];
}

const WORK = { "changes-form": compared, "term-form": termed };
let standing = "";

/** What a form asks, as it stands in the address: “region=乌海市&first=2020”. */
const queryOf = (form) => String(new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim())));

async function run(form) {
  const node = byId("changes-result");
  standing = queryOf(form);
  stand("changes", standing);
  node.replaceChildren(busyLine("正在逐句比对……"));
  try {
    node.replaceChildren(...(await WORK[form.id](form)).flat(Infinity));
  } catch (error) {
    node.replaceChildren(errorLine(error.message));
  }
}

/** What an address asks: it is asked again, unless it stands. */
export function showChanges(query) {
  if (!query) return standing && stand("changes", standing);
  if (query === standing) return null;
  const asked = new URLSearchParams(query);
  const form = byId(asked.has("term") ? "term-form" : "changes-form");
  for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
  return run(form);
}

/** Offers the regions of which two reports are held; where there is none, says so before one asks. */
function offerRegions(reports) {
  const count = new Map();
  for (const { region } of reports) count.set(region, (count.get(region) ?? 0) + 1);
  const paired = [...count.keys()].filter((region) => count.get(region) > 1);
  byId("changes-regions").replaceChildren(...paired.map((region) => el("option", { value: region })));
  byId("changes-none").textContent = reports.length && !paired.length ? "资料库里还没有同一地区两年的报告，比不了变化；可以先查一个提法。" : "";
}

/** Wires the view. */
export function startChanges() {
  for (const id of Object.keys(WORK)) {
    byId(id).addEventListener("submit", (event) => {
      event.preventDefault();
      run(event.target);
    });
  }
  watch(offerRegions);
}
