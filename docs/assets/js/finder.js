// @ts-check
/** The search dialog: opened by its field, by `/` and by Ctrl+K; a combobox with a list of results. */

/** @typedef {typeof import("./search.js") & {index: import("./search.js").Index}} Engine */

/** Hits that are listed at a time. */
const LISTED = 30;

/** @param {HTMLDialogElement} dialog */
export function finder(dialog) {
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const kinds = /** @type {HTMLElement} */ (dialog.querySelector(".finder-kinds"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector(".finder-results"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector(".finder-count"));
  const near = /** @type {HTMLElement} */ (dialog.querySelector(".finder-near"));
  const root = new URL(dialog.dataset.root ?? ".", location.href);
  const url = new URL(dialog.dataset.index ?? "", location.href);
  /** @type {Promise<Engine> | undefined} */
  let engine;
  let composing = false;
  let kind = "";
  let moved = "";

  const load = () =>
    (engine ??= Promise.all([import("./search.js"), fetch(url)])
      .then(async ([code, answer]) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return { ...code, index: await code.load(url, await answer.json()) };
      })
      .catch((error) => {
        engine = undefined;
        throw error;
      }));

  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.children]);

  /** @param {keyof HTMLElementTagNameMap} tag @param {string} name @param {(string | Node)[]} inside */
  function make(tag, name, ...inside) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...inside);
    return node;
  }

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
      kinds.replaceChildren();
      near.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      status.textContent = status.dataset.hint ?? "";
      return;
    }
    try {
      const ready = await load();
      if (query !== input.value.trim()) return;
      draw(ready, query);
      const texts = ready.read(ready.index, query);
      if (texts) {
        await texts;
        if (query !== input.value.trim()) return;
        draw(ready, query);
      }
      dialog.dataset.shown = query;
    } catch {
      status.textContent = status.dataset.failed ?? "";
    }
  }

  /** @param {Engine} ready @param {string} query */
  function draw(ready, query) {
    const found = ready.search(ready.index, query);
    const hits = found.filter(({ row }) => !kind || row[2] === kind);
    const chosen = moved === query && /** @type {HTMLAnchorElement} */ (list.querySelector("[aria-selected=true]"))?.href;
    count(found);
    list.replaceChildren(
      ...hits.slice(0, LISTED).map(({ row: [address, title, kind, , lead], alias }, place) => {
        const words = make("p", "", ...marked(ready, alias ? `${alias} · ${lead}` : lead, query));
        const link = /** @type {HTMLAnchorElement} */ (make("a", "", make("span", "kind", list.dataset[kind] ?? kind), make("b", "", ...marked(ready, title, query)), words));
        link.href = new URL(address, root).href;
        link.tabIndex = -1;
        link.id = `finder-${place}`;
        link.setAttribute("role", "option");
        return link;
      }),
    );
    input.setAttribute("aria-expanded", String(hits.length > 0));
    const says = hits.length ? status.dataset.some : found.length ? status.dataset.others : status.dataset.none;
    status.textContent = (says ?? "").replace("{count}", String(hits.length || found.length));
    const names = found.length ? [] : ready.nearest(ready.index, query);
    near.replaceChildren(...(names.length ? [near.dataset.near ?? "", ...names.map((name) => make("button", "", name))] : []));
    select(Math.max(0, options().findIndex((option) => option.href === chosen)));
  }

  /** Show how many hits there are of each kind. @param {import("./search.js").Hit[]} found */
  function count(found) {
    if (!kinds.children.length)
      for (const [value, name] of Object.entries(kinds.dataset)) {
        const choice = /** @type {HTMLInputElement} */ (make("input", ""));
        Object.assign(choice, { type: "radio", name: "kind", value: value === "all" ? "" : value });
        choice.checked = choice.value === kind;
        kinds.append(make("label", "", choice, `${name} `, make("span", "")));
      }
    for (const label of kinds.children) {
      const { value } = /** @type {HTMLInputElement} */ (label.firstElementChild);
      const hits = value ? found.filter(({ row }) => row[2] === value).length : found.length;
      /** @type {Element} */ (label.lastElementChild).textContent = String(hits);
      /** @type {HTMLElement} */ (label).hidden = !hits && value !== kind && value !== "";
    }
  }

  /** @param {Engine} ready @param {string} text @param {string} query */
  function marked(ready, text, query) {
    return ready.marked(text, query).map((piece) => (piece.hit ? make("mark", "", piece.text) : piece.text));
  }

  /** @param {string} [query] */
  function open(query) {
    if (query !== undefined) {
      input.value = query;
      kind = "";
      kinds.replaceChildren();
    }
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    load().catch(() => {});
    show();
  }

  // While an input method composes, the unfinished letters are not searched.
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
    if (step && all.length) {
      select((at + step + all.length) % all.length);
      moved = input.value.trim();
    } else if (event.key === "Enter" && all[at]) all[at].click();
    else return;
    event.preventDefault();
  });
  kinds.addEventListener("change", (event) => {
    kind = /** @type {HTMLInputElement} */ (event.target).value;
    moved = "";
    show();
  });
  // The arrows choose a kind; Enter goes back to the field, from where they go through the hits.
  kinds.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    input.focus();
  });
  near.addEventListener("click", (event) => {
    if (event.target instanceof HTMLButtonElement) open(event.target.textContent ?? "");
  });
  list.addEventListener("pointermove", (event) => {
    const option = /** @type {Element} */ (event.target).closest("a");
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
