/** The briefing view: its form, its sheet, the desk where it is put together, its downloads. */

import { postBlob, postJson, postLong, putJson } from "./api.js";
import { briefDesk, forgetUnlaid, unlaid } from "./brief_edit.js";
import { bodyOf, paperLeft, paperOf } from "./brief_paper.js";
import { sheet } from "./brief_sheet.js";
import { copyButton } from "./buttons.js";
import { checkDay, dayOf, printedDay } from "./day.js";
import { busyLine, byId, el, errorLine, save } from "./dom.js";
import { fold } from "./fold.js";
import { mine, putMine } from "./mine.js";
import { stayAt, wholeLink, workLink } from "./place.js";
import { proofLines, sourceList } from "./proof.js";
import { chooseScope, chosenScope, fillScope } from "./scope.js";
import { sinceLine } from "./since.js";
import { asAsked, keepUnsent, sent } from "./unsent.js";
import { stepLine } from "./words.js";

const FORMATS = [["docx", "Word文档"], ["html", "网页"], ["md", "Markdown"]];

const button = (label, onclick) => el("button", { type: "button", class: "quiet-button", onclick }, label);

/** Buttons for the paper as it stands now: what is downloaded is what is seen. */
function actions(current, box, again) {
  const failed = (error) => {
    box.querySelector(".error")?.remove();
    box.append(errorLine(error.message));
  };
  const download = (format) => () =>
    postBlob(`v1/papers?format=${format}`, bodyOf(current().paper))
      .then((blob) => save(blob, `${current().brief.title}.${format}`)).catch(failed);
  const store = () =>
    postJson("v1/papers", { ...bodyOf(current().paper), keep: true })
      .then(({ brief, kept }) => show(brief, { id: kept, title: brief.title })).catch(failed);
  box.replaceChildren(
    ...FORMATS.map(([format, label]) => button(`下载${label}`, download(format))),
    button("打印", () => window.print()),
    copyButton("复制链接", () => wholeLink(workLink(current().paper.work))),
    button("存为新记录", store), again ? button("恢复原样", again) : "");
  return box;
}

const below = (brief) => [
  sheet(brief), proofLines(brief),
  brief.citations.length
    ? el("details", { class: "summary", open: brief.sources }, el("summary", {}, `出处（${brief.citations.length}）`), sourceList(brief.citations))
    : null,
].flat(Infinity).filter(Boolean);

/** The briefing; `paper` is how its owner left it, where he has put it together otherwise, and
 * `again` brings back how it came. */
function show(brief, kept, { since = null, paper = paperOf(kept, brief), mine: own = true, again = null } = {}) {
  const place = el("div", {}, ...below(brief));
  let now = { brief, paper };
  const redraw = (made, changed) => {
    now = { brief: made, paper: changed };
    putMine("signed", { unit: changed.unit, addressee: changed.addressee });
    place.replaceChildren(...below(made));
  };
  byId("brief-result").replaceChildren(...[
    since ? sinceLine(since.since, since.made) : null,
    actions(() => now, el("div", { class: "card-actions" }), again), briefDesk(now.paper, redraw, own), place,
  ].flat().filter(Boolean));
  fold("brief", kept.title);
  stayAt("brief", kept.id, kept.title);
}

const TYPED = ["topic", "unit", "addressee", "today"];

/** The form says what the kept briefing was asked with; who was sent it does not sign for another. */
function fillForm({ topic = "", unit = "", addressee = "", today = "", sources = false, ...scope }, own) {
  const form = byId("brief-form");
  const said = { topic, ...(own && { unit, addressee, today: printedDay(today) }) };
  for (const [name, text] of Object.entries(said)) asAsked(form.elements[name], text ?? "");
  form.elements.sources.checked = sources;
  chooseScope(form.querySelector(".scope-body"), scope);
}

/** A kept briefing, as it was proven then, and as its owner has put it together since. */
export async function showKeptBrief(work) {
  fillForm(work.asked, work.mine);
  const left = (work.mine && unlaid(work.id)) || work.desk?.paper;
  const plain = { since: work, mine: work.mine };
  if (!left) return show(work.result, work, plain);
  const again = async () => {
    await putJson(`v1/kept/${work.id}/desk`, {});
    forgetUnlaid(work.id);
    show(work.result, work, plain);
  };
  try {
    const { brief } = await postJson("v1/papers", left);
    show(brief, work, { ...plain, paper: paperLeft(work, work.result, left, brief), again: work.mine ? again : null });
  } catch (error) {
    show(work.result, work, plain);
    byId("brief-result").prepend(errorLine(error.message));
  }
  return null;
}

/** Who signed the last paper, for whom, where nothing is written yet. */
function fillSigned({ elements }) {
  for (const [name, value] of Object.entries(mine("signed"))) elements[name].value ||= value;
}

function formBody(form) {
  const data = new FormData(form);
  const said = (name) => String(data.get(name)).trim();
  const body = { ...chosenScope(form), sources: Boolean(data.get("sources")), keep: true };
  for (const name of ["topic", "unit", "addressee"]) if (said(name)) body[name] = said(name);
  const today = dayOf(said("today"));
  if (today) body.today = today;
  return body;
}

/** Wires the brief view. */
export function startBrief() {
  const form = byId("brief-form");
  const node = byId("brief-result");
  fillScope(form.querySelector(".scope-body"));
  for (const name of TYPED) keepUnsent(form.elements[name]);
  fillSigned(form);
  byId("brief-today").addEventListener("input", ({ target }) => checkDay(target));
  window.addEventListener("gongbao-mine", () => fillSigned(form), { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = formBody(form);
    putMine("signed", { unit: asked.unit ?? "", addressee: asked.addressee ?? "" });
    for (const name of TYPED) sent(form.elements[name]);
    node.replaceChildren(busyLine("正在写简报……"));
    try {
      const tell = (step) => node.replaceChildren(busyLine(stepLine(step)));
      const { made, kept } = await postLong("v1/brief", asked, "brief", tell);
      show(made, kept);
    } catch (error) {
      node.replaceChildren(errorLine(error.message));
    }
  });
}
