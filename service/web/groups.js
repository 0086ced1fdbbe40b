/** Groups of regions under a name of one's own: one click ticks them all. */

import { getJson, putJson, remove } from "./api.js";
import { el, errorLine } from "./dom.js";

const path = (name) => `v1/groups/${encodeURIComponent(name)}`;

function tick(node, regions) {
  for (const box of node.querySelectorAll("input[name=region]")) box.checked = regions.includes(box.value);
  node.dispatchEvent(new Event("change", { bubbles: true }));
}

function chip(node, group, redraw) {
  return el("span", { class: "group" },
    el("button", { type: "button", class: "chip small", title: group.regions.join("、"), onclick: () => tick(node, group.regions) }, group.name),
    el("button", {
      type: "button", class: "carried-drop", "aria-label": `删除分组${group.name}`,
      onclick: async () => {
        await remove(path(group.name));
        await redraw();
        node.querySelector(".group-name")?.focus();
      },
    }, "×"));
}

function saving(node, redraw) {
  const name = el("input", { class: "group-name", maxlength: 40, placeholder: "给所选地区起名，如：我市对标五县", "aria-label": "分组名称" });
  const box = el("div", { class: "group-save" }, name);
  const save = async () => {
    const regions = [...node.querySelectorAll("input[name=region]:checked")].map(({ value }) => value);
    if (!regions.length || !name.value.trim()) return box.append(errorLine("请先勾选地区，并写下名称。"));
    try {
      await putJson(path(name.value.trim()), { regions });
      await redraw();
    } catch (error) {
      box.append(errorLine(error.message));
    }
    return null;
  };
  box.append(el("button", { type: "button", class: "quiet-button", onclick: save }, "存为分组"));
  name.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    save();
  });
  return box;
}

/** Fills `place` with the groups; they tick the regions of the form `node`. */
export async function showGroups(place, node) {
  const redraw = async () => {
    const { groups } = await getJson("v1/groups").catch(() => ({ groups: [] }));
    place.replaceChildren(
      el("fieldset", {}, el("legend", {}, "常用分组"),
        el("div", { class: "chips" }, groups.map((group) => chip(node, group, redraw))), saving(node, redraw)));
  };
  await redraw();
}
