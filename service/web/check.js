/** 核稿: one's own draft, each sentence marked in its place, its source and the right value beside it. */

import { postFormBlob, postKept, postKeptForm, putJson } from "./api.js";
import { copyButton, saveButton } from "./buttons.js";
import { marked } from "./check_text.js";
import { busyLine, byId, el, errorLine, save } from "./dom.js";
import { fold } from "./fold.js";
import { stayAt, wholeLink, workLink } from "./place.js";
import { chooseScope, chosenScope, fillScope } from "./scope.js";
import { sinceLine } from "./since.js";
import { isUnsent, keepUnsent, sent } from "./unsent.js";

const NAMES = { proven: "有据", contradicted: "与报告不符", not_found: "未找到依据", no_claim: "无需核对" };

const NO_FILE = "未选择文件（txt、md、docx）";

/** How many fixes are offered that were not taken. */
const left = (sentences, starts) => sentences.flatMap(({ fixes }) => fixes).filter(({ start }) => !starts.includes(start)).length;

const button = (label, onclick) => el("button", { type: "button", class: "quiet-button", onclick }, label);

/** How many sentences stand under each verdict now; those put right stand under none of them. */
function counts(sentences, fixed) {
  const of = (verdict) => sentences.filter((one) => one.verdict === verdict && !fixed.includes(one)).length;
  const told = [...Object.entries(NAMES).map(([verdict, name]) => [verdict, name, of(verdict)]), ["fixed", "已改", fixed.length]];
  return told.filter(([verdict, , number]) => number || verdict !== "fixed")
    .map(([verdict, name, number]) => el("span", { class: `verdict ${verdict}` }, `${name} ${number}句`));
}

function formOf(file, scope, fixed = []) {
  const form = new FormData();
  for (const start of fixed) form.append("fixed", start);
  form.append("file", file);
  for (const region of scope.regions) form.append("regions", region);
  for (const year of scope.years) form.append("years", year);
  form.append("keep", "true");
  return form;
}

function actions(view, kept, file, scope, fixed) {
  const box = el("div", { class: "card-actions" });
  const commented = () => postFormBlob("v1/check/file?format=docx", formOf(file, scope, fixed()))
    .then((blob) => save(blob, file.name.replace(/\.\w+$/, "（核稿）.docx"))).catch((error) => box.append(errorLine(error.message)));
  box.append(
    file ? button("下载带批注的Word", commented)
      : kept ? saveButton("下载带批注的Word", `v1/kept/${kept.id}/file?format=docx`, "核稿.docx") : "",
    copyButton("复制改后的稿子", view.text),
    button("按改后的稿子再核一遍", () => run({ text: view.text(), ...scope })));
  if (kept) box.append(copyButton("复制链接", () => wholeLink(workLink(kept.id))));
  return box;
}

function show(made, kept, { file = null, scope = { regions: [], years: [] }, since = null, done = [], mine = true } = {}) {
  const verdicts = el("p", { class: "verdicts", role: "status", tabindex: "-1" });
  const all = button("", () => view.fixAll());
  let laid = String(done);
  let taken = done;
  const view = marked(made, done, (starts, fixed) => {
    verdicts.replaceChildren(...counts(made.sentences, fixed));
    taken = starts;
    const more = left(made.sentences, starts);
    all.textContent = `改正全部${more}处`;
    if (!more && document.activeElement === all) verdicts.focus();
    all.hidden = !more;
    if (!kept || !mine || String(starts) === laid) return;
    laid = String(starts);
    putJson(`v1/kept/${kept.id}/desk`, { fixed: starts }, true).catch((error) => verdicts.append(errorLine(error.message)));
  });
  byId("check-result").replaceChildren(...[
    since ? sinceLine(since.since, since.made) : null, verdicts,
    el("p", { class: "line" }, `查阅${made.searched.reports}份报告；点一句看依据。`, " ", all), view.node,
    actions(view, kept, file, scope, () => taken),
  ].flat().filter(Boolean));
  const title = kept?.title ?? Array.from(made.text.trim().split("\n")[0]).slice(0, 40).join("");
  fold("check", title);
  if (kept) stayAt("check", kept.id, title);
}

/** Checks a text, or a file where one is given. */
async function run({ text, file, ...scope }) {
  byId("check-result").replaceChildren(busyLine("正在逐句核对……"));
  try {
    const { made, kept } = file
      ? await postKeptForm("v1/check/file", formOf(file, scope))
      : await postKept("v1/check", { text, ...scope, keep: true });
    byId("draft").value = made.text;
    sent(byId("draft"));
    show(made, kept, { file, scope });
  } catch (error) {
    byId("check-result").replaceChildren(errorLine(error.message));
  }
}

/** A kept check, as it was made then. */
export function showKeptCheck(work) {
  if (!isUnsent(byId("draft"))) byId("draft").value = work.result.text;
  const { regions = [], years = [] } = work.asked;
  chooseScope(byId("check-form").querySelector(".scope-body"), { regions, years });
  show(work.result, work, { scope: { regions, years }, since: work, done: work.desk?.fixed ?? [], mine: work.mine });
}

/** Wires the view. */
export function startCheck() {
  const form = byId("check-form");
  fillScope(form.querySelector(".scope-body"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [file] = byId("draft-file").files;
    const text = byId("draft").value;
    if (!file && !text.trim()) return byId("check-result").replaceChildren(errorLine("请先粘贴稿子，或选择一个文件。"));
    return run({ text, file, ...chosenScope(form) });
  });
  keepUnsent(byId("draft"));
  const file = byId("draft-file");
  const tell = () => (byId("draft-file-name").textContent = file.files[0]?.name ?? NO_FILE);
  file.addEventListener("change", tell);
  byId("draft").addEventListener("input", () => {
    file.value = "";
    tell();
  });
}
