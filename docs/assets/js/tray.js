// @ts-check
/**
 * What a reader has picked for comparison: a box in each row of the tables, a button on entry pages, and a tray that
 * follows from page to page. The choice is kept in this browser only; the comparison's address carries it to others.
 *
 * @typedef {{id: string, section: string, name: string}} Pick
 */

const KEY = "compare";
export const MOST = 5;

/** @returns {Pick[]} */
export function picks() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {Pick[]} wanted */
export function keep(wanted) {
  try {
    localStorage.setItem(KEY, JSON.stringify(wanted));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  document.dispatchEvent(new CustomEvent("picked"));
}

/** The tray of the page. @param {HTMLElement} tray @returns {(row: HTMLTableRowElement) => void} what puts a box on a row */
export function follow(tray) {
  const { add = "", full = "", remove = "" } = tray.dataset;
  const list = /** @type {HTMLElement} */ (tray.querySelector("ul"));
  const go = /** @type {HTMLAnchorElement} */ (tray.querySelector("a"));
  const note = /** @type {HTMLElement} */ (tray.querySelector("[role=status]"));

  /** @param {Pick} pick @param {boolean} wanted @returns {boolean} whether it could be done */
  function set(pick, wanted) {
    const others = picks().filter(({ id }) => id !== pick.id);
    if (wanted && others.length >= MOST) {
      note.textContent = full;
      return false;
    }
    note.textContent = "";
    keep(wanted ? [...others, pick] : others);
    return true;
  }

  function show() {
    const now = picks();
    list.replaceChildren(
      ...now.map((pick) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "chip plain";
        button.setAttribute("aria-label", remove.replace("{name}", pick.name));
        button.textContent = `${pick.name} ×`;
        button.onclick = () => set(pick, false);
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    const address = new URL(go.href);
    address.search = now.length ? `ids=${now.map(({ id }) => id).join(",")}` : "";
    go.href = address.href;
    go.toggleAttribute("data-few", now.length < 2);
    tray.hidden = !now.length || document.querySelector("[data-compare]") !== null;
    document.body.classList.toggle("has-tray", !tray.hidden);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-pick]"))) box.checked = now.some(({ id }) => id === box.dataset.pick);
    for (const button of document.querySelectorAll("button[data-pick]")) button.setAttribute("aria-pressed", String(now.some(({ id }) => id === button.getAttribute("data-pick"))));
  }

  /** @param {HTMLTableRowElement} row */
  function dress(row) {
    const [head] = row.cells;
    const link = head?.querySelector("a.name");
    const section = /** @type {HTMLElement | null} */ (row.closest("[data-table]"))?.dataset.table ?? document.querySelector("[data-explorer]")?.getAttribute("data-explorer");
    if (!link || !section || !row.dataset.id || head.querySelector("[data-pick]")) return;
    const pick = { id: row.dataset.id, section, name: link.textContent ?? "" };
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.pick = pick.id;
    box.title = add;
    box.setAttribute("aria-label", `${add}: ${pick.name}`);
    box.checked = picks().some(({ id }) => id === pick.id);
    box.onchange = () => set(pick, box.checked) || (box.checked = false);
    const label = document.createElement("label");
    label.className = "pick";
    label.append(box);
    head.prepend(label);
  }

  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-pick]"))) {
    const { pick: id = "", section = "", name = "" } = button.dataset;
    button.onclick = () => set({ id, section, name }, button.getAttribute("aria-pressed") !== "true");
  }
  tray.querySelector("button[data-clear]")?.addEventListener("click", () => keep([]));
  document.addEventListener("picked", show);
  document.addEventListener("explored", show);
  window.addEventListener("storage", (event) => event.key === KEY && show());
  for (const row of /** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll("[data-table] tr[data-id]"))) dress(row);
  show();
  return dress;
}
