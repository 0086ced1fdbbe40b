/** What is typed and not sent yet: kept for this tab, so that a reload loses none of it. */

const key = (id) => `gongbao-unsent-${id}`;

/** Keeps what is typed into a box; a box that was left full is full again. */
export function keepUnsent(box) {
  const held = sessionStorage.getItem(key(box.id));
  if (held !== null) box.value = held;
  box.addEventListener("input", () => {
    try {
      if (box.value) sessionStorage.setItem(key(box.id), box.value);
      else sent(box);
    } catch {
      // longer than the browser keeps: it stands in its box all the same
    }
  });
}

/** Whether something typed into it waits. */
export const isUnsent = (box) => sessionStorage.getItem(key(box.id)) !== null;

/** A box shows what was asked with kept work, unless something else waits in it. */
export function asAsked(box, value) {
  if (!isUnsent(box)) box.value = value;
}

/** What stood in the box is sent. */
export const sent = (box) => sessionStorage.removeItem(key(box.id));
