/** Builds the page: every text goes in as a text node, never as markup. */

export const byId = (id) => document.getElementById(id);

/** An element. `on…` attributes are listeners, booleans toggle, null is left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") node.toggleAttribute(name, value);
    else node.setAttribute(name, String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
  return node;
}

/** A line that says what went wrong. */
export const errorLine = (message) => el("p", { class: "line error", role: "alert" }, message);

/** A line that says that something is going on, with a bar when a total is known. */
export const busyLine = (message) =>
  el("p", { class: "line busy", role: "status" }, el("span", { class: "spinner", "aria-hidden": "true" }), message);

/** Puts text on the clipboard; pages served without TLS have no clipboard API. */
export async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // permission denied: the selection below still works
    }
  }
  const area = el("textarea", { class: "visually-hidden", readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/** Saves a blob under a file name. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
