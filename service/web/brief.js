/** The briefing view: its form, its sheet, the desk where it is put together, its downloads. */

import { postBlob, postJson, postLong } from "./api.js";
import { briefDesk } from "./brief_edit.js";
import { bodyOf, paperOf } from "./brief_paper.js";
import { sheet } from "./brief_sheet.js";
import { copyButton } from "./buttons.js";
import { busyLine, byId, el, errorLine, save } from "./dom.js";
import { fold } from "./fold.js";
import { mine, putMine } from "./mine.js";
import { stayAt, wholeLink, workLink } from "./place.js";
import { proofLines, sourceList } from "./proof.js";
import { chosenScope, fillScope } from "./scope.js";
import { sinceLine } from "./since.js";
import { stepLine } from "./words.js";

const FORMATS = [["docx", "Word 文档"], ["html", "网页"], ["md", "Markdown"]];

const button = (label, onclick) => el("button", { type: "button", class: "quiet-button", onclick }, label);

/** Buttons for the paper as it stands now: what is downloaded is what is seen. */
function actions(current, box) {
  const failed = (error) => box.append(errorLine(error.message));
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
    button("存为新记录", store));
  return box;
}

const below = (brief) => [
  sheet(brief), proofLines(brief),
  brief.citations.length
    ? el("details", { class: "summary", open: brief.sources }, el("summary", {}, `出处（${brief.citations.length}）`), sourceList(brief.citations))
    : null,
].flat(Infinity).filter(Boolean);

function show(brief, kept, since) {
  const place = el("div", {}, ...below(brief));
  let now = { brief, paper: paperOf(kept, brief) };
  const redraw = (made, paper) => {
    now = { brief: made, paper };
    putMine("signed", { unit: paper.unit, addressee: paper.addressee });
    place.replaceChildren(...below(made));
  };
  byId("brief-result").replaceChildren(...[
    since ? sinceLine(since.since, since.made) : null,
    actions(() => now, el("div", { class: "card-actions" })), briefDesk(now.paper, redraw), place,
  ].flat().filter(Boolean));
  fold("brief", kept.title);
  stayAt("brief", kept.id, kept.title);
}

/** A kept briefing, as it was proven then. */
export const showKeptBrief = (work) => show(work.result, work, work);

/** Who signed the last paper, for whom, where nothing is written yet. */
function fillSigned({ elements }) {
  for (const [name, value] of Object.entries(mine("signed"))) elements[name].value ||= value;
}

function formBody(form) {
  const data = new FormData(form);
  const said = (name) => String(data.get(name)).trim();
  const body = { ...chosenScope(form), sources: Boolean(data.get("sources")), keep: true };
  for (const name of ["topic", "unit", "addressee", "today"]) if (said(name)) body[name] = said(name);
  return body;
}

/** Wires the brief view. */
export function startBrief() {
  const form = byId("brief-form");
  const node = byId("brief-result");
  fillScope(form.querySelector(".scope-body"));
  fillSigned(form);
  window.addEventListener("gongbao-mine", () => fillSigned(form), { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = formBody(form);
    putMine("signed", { unit: asked.unit ?? "", addressee: asked.addressee ?? "" });
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
