// @ts-check
/**
 * A note at the lower edge of the window, over the page, so that nothing moves. It stands before the header in the
 * document: it is read and reached first.
 *
 * @param {string} name of the region, for screen readers
 * @param {string} text
 * @param {[label: string, action: string | (() => void)][]} actions an address is a link, a function a button; both close the note
 * @returns {HTMLElement}
 */
export function bar(name, text, actions) {
  const note = document.createElement("section");
  note.className = "bar";
  note.setAttribute("aria-label", name);
  const words = document.createElement("p");
  words.textContent = text;
  note.append(words);
  for (const [label, action] of actions) {
    const way = document.createElement(typeof action === "string" ? "a" : "button");
    way.className = "button";
    way.textContent = label;
    if (way instanceof HTMLAnchorElement) way.href = String(action);
    else way.type = "button";
    way.addEventListener("click", () => {
      note.remove();
      if (typeof action !== "string") action();
    });
    note.append(way);
  }
  (document.querySelector(".md-header") ?? document.body.firstChild)?.before(note);
  return note;
}
