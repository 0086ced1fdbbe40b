/** Groups of regions under a name of one's own: one click ticks them all. */

import { getJson, putJson, remove } from "./api.js";
import { confirmed } from "./confirm.js";
import { el, errorLine } from "./dom.js";
import { chooseScope, chosenScope } from "./scope.js";

const path = (name) => `v1/groups/${encodeURIComponent(name)}`;


/** What went wrong, in the one place for it; nothing where all went well. */
const tell = (place, message) => place.querySelector(".group-said").replaceChildren(message ? errorLine(message) : "");

/** Asks the service; a failure is told, and undefined comes back. */
async function tried(place, work) {
  tell(place, "");
  try {
    return await work();
  } catch (error) {
    return tell(place, error.message);
  }
}

/** The focus goes to the group at this place or the last before it, else to the name of a new one. */
const focusAt = (place, at) =>
  ([...place.querySelectorAll(".group .chip")].slice(0, at + 1).at(-1) ?? place.querySelector(".group-name")).focus();

async function drop(place, group, at, redraw) {
  if (!(await confirmed(`删除分组“${group.name}”（${group.regions.length}个地区）？`))) return;
  if (!(await tried(place, () => remove(path(group.name))))) return;
  await redraw();
  focusAt(place, at);
}

function chip(place, node, group, at, redraw) {
  return el("span", { class: "group" },
    el("button", { type: "button", class: "chip small", title: group.regions.join("、"), onclick: () => chooseScope(node, { ...chosenScope(node), regions: group.regions }) }, group.name),
    el("button", { type: "button", class: "carried-drop", "aria-label": `删除分组${group.name}`, onclick: () => drop(place, group, at, redraw) }, "×"));
}

const listed = async () => (await getJson("v1/groups")).groups;

/** Saves the regions that are ticked; of a name that stands for others it is asked first. */
async function save(place, node, redraw) {
  const name = place.querySelector(".group-name").value.trim();
  const regions = [...node.querySelectorAll("input[name=region]:checked")].map(({ value }) => value);
  if (!regions.length || !name) return tell(place, regions.length ? "请给分组起个名称。" : "请先勾选地区，再起名保存。");
  const held = await tried(place, listed);
  const same = held?.find((group) => group.name === name);
  const asked = `已有分组“${name}”（${same?.regions.length}个地区）。换成现在勾选的${regions.length}个地区？`;
  if (!held || (same && !(await confirmed(asked, "替换")))) return null;
  if (!(await tried(place, () => putJson(path(name), { regions })))) return null;
  await redraw();
  return [...place.querySelectorAll(".group .chip")].find(({ textContent }) => textContent === name)?.focus();
}

function saving(place, node, redraw) {
  const name = el("input", {
    class: "group-name", maxlength: 40, placeholder: "给所选地区起名，如：我市对标五县", "aria-label": "分组名称",
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      save(place, node, redraw);
    },
  });
  return el("div", { class: "group-save" }, name,
    el("button", { type: "button", class: "quiet-button", onclick: () => save(place, node, redraw) }, "存为分组"));
}

/** Fills `place` with the groups; they tick the regions of the form `node`. */
export async function showGroups(place, node) {
  const redraw = async () => {
    const groups = await listed().catch(() => []);
    place.replaceChildren(
      el("fieldset", {}, el("legend", {}, "常用分组"),
        el("div", { class: "chips" }, groups.map((group, at) => chip(place, node, group, at, redraw))),
        saving(place, node, redraw), el("div", { class: "group-said" })));
  };
  await redraw();
}
