// @ts-check
/** The search dialog: opened by its field, by `/` and by Ctrl+K; a combobox with a list of results. */
import { build, excerpt, search } from "./search.js";

/** @typedef {import("./search.js").Index} Index */

/** @param {HTMLDialogElement} dialog */
export function finder(dialog) {
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const list = /** @type {HTMLUListElement} */ (dialog.querySelector(".finder-results"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector(".finder-count"));
  const root = new URL(dialog.dataset.root ?? ".", location.href);
  /** @type {Promise<Index> | undefined} */
  let index;
  let composing = false;

  const load = () =>
    (index ??= fetch(new URL(dialog.dataset.index ?? "", location.href))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(build)
      .catch((error) => {
        index = undefined;
        throw error;
      }));

  const options = () => /** @type {HTMLLIElement[]} */ ([...list.children]);

  /** @param {number} place */
  function select(place) {
    const all = options();
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (all[place]) {
      input.setAttribute("aria-activedescendant", all[place].id);
      all[place].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  async function show() {
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      status.textContent = status.dataset.hint ?? "";
      return;
    }
    /** @type {Index} */
    let ready;
    try {
      ready = await load();
    } catch {
      status.textContent = status.dataset.failed ?? "";
      return;
    }
    if (query !== input.value.trim()) return;
    const hits = search(ready, query);
    list.replaceChildren(
      ...hits.map(({ row: [address, title, kind, names, text] }, place) => {
        const item = document.createElement("li");
        item.id = `finder-${place}`;
        item.setAttribute("role", "option");
        const link = document.createElement("a");
        link.href = new URL(address, root).href;
        link.tabIndex = -1;
        const label = document.createElement("span");
        label.className = "kind";
        label.textContent = list.dataset[kind] ?? kind;
        const name = document.createElement("b");
        name.append(...marked(title, query));
        const words = document.createElement("p");
        words.append(...marked(text || names.join(" · "), query));
        link.append(label, name, words);
        item.append(link);
        return item;
      }),
    );
    input.setAttribute("aria-expanded", String(hits.length > 0));
    status.textContent = hits.length ? (status.dataset.some ?? "").replace("{count}", String(hits.length)) : (status.dataset.none ?? "");
    select(hits.length ? 0 : -1);
    dialog.dataset.shown = query;
  }

  /** @param {string} text @param {string} query */
  function marked(text, query) {
    return excerpt(text, query).map((piece) => {
      if (!piece.hit) return piece.text;
      const mark = document.createElement("mark");
      mark.textContent = piece.text;
      return mark;
    });
  }

  /** @param {string} [query] */
  function open(query) {
    if (query !== undefined) input.value = query;
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    load().catch(() => {});
    show();
  }

  // `input` comes for typing, pasting and for a candidate picked from an input method by key or mouse alike;
  // while composing, the unfinished letters are not searched.
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    show();
  });
  input.addEventListener("input", () => composing || show());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) select((at + step + all.length) % all.length);
    else if (event.key === "Enter" && all[at]) all[at].querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointermove", (event) => {
    const option = /** @type {Element} */ (event.target).closest("li");
    if (option) select(options().indexOf(option));
  });
  list.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-find]"));
    if (button) open(button.dataset.find || undefined);
  });
  document.addEventListener("keydown", (event) => {
    const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable]");
    const wanted = (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!wanted) return;
    event.preventDefault();
    open();
  });
}
