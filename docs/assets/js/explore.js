// @ts-check
/**
 * The explorer of models, tools or techniques: filters beside a table, their state in the address.
 * Rows come from the page itself (hooks/landscape/explore.py); what they are filtered by from `explore.json`.
 */
import { filter, quantity, read, short, sorted, write } from "./facets.js";
import { compact } from "./search.js";

const STEP = 100;
const LONG = 20;

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, unknown>} [set] @param {(Node | string)[]} children @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, set = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(set)) {
    if (key in node) Object.assign(node, { [key]: value });
    else if (value !== undefined) node.setAttribute(key, String(value));
  }
  node.append(...children);
  return node;
}

/** @param {HTMLElement} root @param {(row: HTMLTableRowElement) => void} dress adds to a row what other parts want on it */
export async function explore(root, dress) {
  const answer = await fetch("explore.json").catch(() => null);
  if (!answer?.ok) {
    root.prepend(make("p", { className: "note", role: "alert", textContent: root.dataset.failed ?? "" }));
    return;
  }
  /** @type {{facets: import("./facets.js").Facet[], order: string[], columns: [string, string, number][], shown: number, rows: import("./facets.js").Row[], say: Record<string, string>}} */
  const { facets, order, columns, shown, rows, say } = await answer.json();
  /** @type {Map<string, string> | undefined} */
  let names;
  const tell = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ gaps = {}) => say[key].replace(/\{(\w+)\}/g, (_, gap) => String(gaps[gap]));
  const wide = window.matchMedia("(min-width: 60em)");
  const table = /** @type {HTMLTableElement} */ (root.querySelector("table"));
  const body = table.tBodies[0];
  const usual = columns.slice(0, shown).map(([name]) => name);
  const brief = usual.filter((name, at) => at === 0 || at === 2 || name === "openness");

  /** Rows by id, as they stand in the page: made when they are first shown. @type {Map<string, HTMLTableRowElement | string>} */
  const found = new Map([...(root.querySelector("noscript[data-rest]")?.textContent ?? "").matchAll(/<tr data-id="([^"]+)">.*?<\/tr>/gs)].map(([html, id]) => [id, html]));
  for (const row of body.rows) {
    found.set(row.dataset.id ?? "", row);
    dress(row);
  }

  let state = read(location.search, facets);
  const first = body.rows.length;
  let room = first;
  /** @type {import("./facets.js").Row[]} */
  let hits = [];
  /** @type {Record<string, string[]> | undefined} */
  let further;

  // What stands around the table

  const words = make("input", { type: "search", placeholder: tell("filter"), "aria-label": tell("filter"), autocomplete: "off", spellcheck: false });
  const count = /** @type {HTMLElement} */ (root.querySelector(".explore-count"));
  const chips = make("div", { className: "explore-chips" });
  const choose = make("details", { className: "explore-menu" }, make("summary", { className: "button", textContent: tell("columns") }));
  const csv = make("button", { type: "button", className: "button", textContent: "CSV", title: tell("download"), onclick: () => download("csv") });
  const json = make("button", { type: "button", className: "button", textContent: "JSON", title: tell("download"), onclick: () => download("json") });
  const open = make("button", { type: "button", className: "button explore-open", textContent: tell("filters"), onclick: () => (sheet.showModal(), figures()) });
  const more = make("button", { type: "button", className: "button explore-more" });
  const none = make("p", { className: "explore-none", textContent: tell("none") });
  const aside = /** @type {HTMLElement} */ (root.querySelector(".facets"));
  const done = make("button", { type: "button", className: "button explore-done", textContent: tell("done"), onclick: () => sheet.close() });
  const sheet = make("dialog", { className: "sheet", "aria-label": tell("filters") });
  root.querySelector(".explore-bar")?.append(words, open, choose, csv, json);
  count.before(chips);
  root.querySelector(".explore-main")?.append(none, more);
  root.append(sheet);
  const settle = () => {
    sheet.close();
    if (wide.matches) root.prepend(aside);
    else sheet.replaceChildren(aside, done);
  };

  // Facets

  const groups = order.map((name) => {
    const at = facets.findIndex((facet) => facet.name === name);
    const facet = facets[at];
    const group = make("details", { className: `facet${facet.dimension ? ` d-${facet.dimension}` : ""}`, open: Boolean(facet.dimension) || facet.stops?.length || name === "year" });
    const mark = make("span", { className: "facet-chosen num" });
    group.append(make("summary", {}, facet.label, mark));
    group.addEventListener("toggle", () => group.open && (wide.matches || sheet.open) && draw(at, group));
    aside.append(group);
    return { at, group, mark };
  });

  /** @param {number} at @returns {import("./facets.js").Condition} */
  const condition = (at) => state.conditions.get(at) ?? { chosen: new Set() };

  /** @param {number} at @param {import("./facets.js").Condition} wanted */
  function set(at, wanted) {
    if (wanted.chosen.size || wanted.from !== undefined || wanted.to !== undefined) state.conditions.set(at, wanted);
    else state.conditions.delete(at);
    change(true);
  }

  /** @param {number} at @param {import("./facets.js").Value} value */
  function toggle(at, value) {
    const chosen = new Set(condition(at).chosen);
    if (!chosen.delete(value)) chosen.add(value);
    set(at, { ...condition(at), chosen });
  }

  /** Fill a facet that is opened for the first time; afterwards only its figures change. @param {number} at @param {HTMLDetailsElement} group */
  function draw(at, group) {
    if (group.childElementCount > 1) return count_(at, group);
    const facet = facets[at];
    const list = make("ul");
    /** @type {[import("./facets.js").Value, string, number][]} */
    const choices = facet.stops ? Object.entries(facet.states ?? {}).map(([value, word]) => [value, word, 0]) : facet.values.map(([, word], value) => [value, word, facet.nested?.[value] ?? 0]);
    for (const [value, word, nested] of choices) {
      const box = make("input", { type: "checkbox", value: String(value), onchange: () => toggle(at, value) });
      list.append(make("li", { className: nested ? "nested" : "" }, make("label", {}, box, make("span", { textContent: word }), make("span", { className: "num" }))));
    }
    if (facet.stops) {
      for (const end of /** @type {const} */ (["from", "to"])) {
        const select = make("select", { name: end, onchange: () => set(at, { ...condition(at), [end]: quantity(select.value) }) }, new Option(tell("any"), ""));
        for (const [stop, word] of facet.stops) select.append(new Option(word, String(stop)));
        group.append(make("label", { className: "facet-end" }, make("span", { textContent: tell(end) }), select));
      }
    }
    if (choices.length > LONG) {
      list.classList.add("long");
      const narrow = make("input", { type: "search", placeholder: tell("every", { n: choices.length }), "aria-label": tell("narrow", { label: facet.label }) });
      narrow.oninput = () => {
        const wanted = compact(narrow.value);
        for (const item of list.children) /** @type {HTMLElement} */ (item).hidden = !compact(item.querySelector("span")?.textContent ?? "").includes(wanted);
      };
      group.append(narrow);
    }
    group.append(list);
    count_(at, group);
  }

  /** @type {Map<import("./facets.js").Value, number>[]} */
  let counts = [];

  /** @param {number} at @param {HTMLDetailsElement} group */
  function count_(at, group) {
    const facet = facets[at];
    const wanted = condition(at);
    for (const select of group.querySelectorAll("select")) {
      const value = wanted[/** @type {"from" | "to"} */ (select.name)];
      if (value !== undefined && ![...select.options].some((option) => option.value === String(value))) select.append(new Option(short(value), String(value)));
      select.value = value === undefined ? "" : String(value);
    }
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("input[type=checkbox]"))) {
      const value = facet.stops ? box.value : Number(box.value);
      const many = counts[at].get(value) ?? 0;
      box.checked = wanted.chosen.has(value);
      const item = /** @type {HTMLElement} */ (box.closest("li"));
      item.classList.toggle("empty", !many && !box.checked);
      /** @type {Element} */ (item.querySelector(".num")).textContent = String(many);
    }
  }

  // Columns

  const places = columns.map(([name, label, numeric], at) => {
    const known = /** @type {HTMLTableCellElement | null | undefined} */ (table.tHead?.querySelector(`[data-column="${name}"]`));
    const head = known ?? make("th", { scope: "col", className: numeric ? "n" : "", "data-column": name });
    if (!known) table.tHead?.rows[0].append(head);
    const down = numeric || name === "verified";
    const press = make("button", { type: "button", title: tell("sort", { label }), textContent: label });
    press.onclick = () => {
      const next = down ? [`-${name}`, name] : [name, `-${name}`];
      state.sort = next[state.sort === next[0] ? 1 : 0];
      change(true);
    };
    head.replaceChildren(press);
    const box = make("input", { type: "checkbox", disabled: at === 0 });
    box.onchange = async () => {
      const now = visible();
      state.cols = columns.map(([other]) => other).filter((other) => (other === name ? box.checked : now.includes(other)));
      change(true);
    };
    return { name, head, box, label };
  });
  choose.append(make("ul", {}, ...places.map(({ box, label }) => make("li", {}, make("label", {}, box, make("span", { textContent: label }))))));
  choose.addEventListener("keydown", (event) => event.key === "Escape" && (choose.open = false));
  document.addEventListener("click", (event) => {
    if (!choose.contains(/** @type {Node} */ (event.target))) choose.open = false;
  });

  const visible = () => {
    const asked = state.cols.filter((name) => columns.some(([known]) => known === name));
    return asked.length ? [columns[0][0], ...asked.filter((name) => name !== columns[0][0])] : wide.matches ? usual : brief;
  };

  /** @param {string} id */
  function rowOf(id) {
    let row = /** @type {HTMLTableRowElement | string} */ (found.get(id));
    if (typeof row === "string") {
      const frame = make("tbody", { innerHTML: row });
      row = frame.rows[0];
      found.set(id, row);
      body.append(row);
      dress(row);
    }
    if (further && row.cells.length === shown) {
      further[id].forEach((cell, at) => row.append(make("td", { className: columns[shown + at][2] ? "n" : "", innerHTML: cell })));
    }
    return row;
  }

  // Showing

  async function show() {
    const wanted = state.q.split(/\s+/).map(compact).filter(Boolean);
    if (wanted.length) names ??= new Map(rows.map(([id, all]) => [id, all.split("\n").map(compact).join("\n")]));
    const result = filter(facets, rows, state.conditions, (row) => wanted.every((word) => names?.get(row[0])?.includes(word)));
    counts = result.counts;
    const key = state.sort.replace(/^-/, "");
    const by = columns.findIndex(([name]) => name === key);
    hits = by < 0 ? result.hits : sorted(result.hits, by, state.sort.startsWith("-"));
    const cols = visible();
    if (!further && cols.some((name) => !usual.includes(name))) further = await (await fetch("columns.json")).json();
    const part = hits.slice(0, room).map(([id]) => rowOf(id));
    body.replaceChildren(...part);
    places.forEach(({ name, head, box }, at) => {
      const shows = cols.includes(name);
      head.hidden = !shows;
      box.checked = shows;
      for (const row of part) if (row.cells[at]) row.cells[at].hidden = !shows;
      if (name === key) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    figures();
    count.textContent = hits.length === rows.length ? tell("all", { all: rows.length }) : tell("count", { n: hits.length, all: rows.length });
    done.textContent = `${tell("done")} (${hits.length})`;
    none.hidden = hits.length > 0;
    table.parentElement?.toggleAttribute("hidden", !hits.length);
    more.hidden = hits.length <= room;
    more.textContent = tell("more", { n: Math.min(STEP, hits.length - room) });
    open.textContent = state.conditions.size ? `${tell("filters")} (${state.conditions.size})` : tell("filters");
    drawChips();
    document.dispatchEvent(new CustomEvent("explored"));
  }

  /** The facets as they stand now; a closed sheet can wait. */
  function figures() {
    if (!wide.matches && !sheet.open) return;
    for (const { at, group, mark } of groups) {
      const { chosen, from, to } = condition(at);
      const many = chosen.size + Number(from !== undefined || to !== undefined);
      mark.textContent = many ? String(many) : "";
      if (group.open) draw(at, group);
    }
  }

  function drawChips() {
    /** @param {string} text @param {() => void} remove @param {string} [dimension] */
    const chip = (text, remove, dimension) =>
      make("button", { type: "button", className: `chip ${dimension ? `d-${dimension}` : "plain"}`, "aria-label": tell("remove", { what: text }), onclick: remove }, text, make("span", { "aria-hidden": "true", textContent: " ×" }));
    const all = [...state.conditions].flatMap(([at, { chosen, from, to }]) => {
      const { label, dimension, values, states } = facets[at];
      const range = from !== undefined || to !== undefined ? [chip(`${label} ${from === undefined ? "≤ " : short(from)}${from !== undefined && to !== undefined ? "–" : from === undefined ? "" : " ≤"}${to === undefined ? "" : short(to)}`, () => set(at, { chosen }), dimension)] : [];
      return [...range, ...[...chosen].map((value) => chip(`${label}: ${states ? states[value] : values[Number(value)][1]}`, () => toggle(at, value), dimension))];
    });
    if (all.length) all.push(make("button", { type: "button", className: "chip plain clear", textContent: tell("clear"), onclick: () => ((state.conditions = new Map()), (state.q = words.value = ""), change(true)) }));
    chips.replaceChildren(...all);
  }

  /** @param {boolean} step whether going back leads to what was before */
  function change(step) {
    const query = write(state, facets);
    const address = location.pathname + (query ? `?${query}` : "");
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    room = first;
    void show();
  }

  /** @param {"csv" | "json"} form */
  function download(form) {
    const cols = visible();
    const lines = hits.map(([id]) => {
      const row = rowOf(id);
      /** @type {Record<string, string>} */
      const line = { id, address: /** @type {HTMLAnchorElement | null} */ (row.querySelector("a.name"))?.href ?? "" };
      columns.forEach(([name], at) => cols.includes(name) && (line[name] = plain(row.cells[at])));
      return line;
    });
    const heads = ["id", "address", ...cols];
    const cell = (/** @type {string} */ text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const text = form === "json" ? JSON.stringify(lines, null, 1) : `\ufeff${[heads, ...lines.map((line) => heads.map((head) => line[head] ?? ""))].map((line) => line.map(cell).join(",")).join("\n")}\n`;
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: form === "json" ? "application/json" : "text/csv" })), download: `${root.dataset.explorer}.${form}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  words.value = state.q;
  words.oninput = (event) => {
    if (/** @type {InputEvent} */ (event).isComposing) return;
    state.q = words.value;
    change(false);
  };
  words.addEventListener("compositionend", () => ((state.q = words.value), change(false)));
  more.onclick = () => {
    room += STEP;
    void show();
  };
  window.addEventListener("popstate", () => {
    state = read(location.search, facets);
    words.value = state.q;
    void show();
  });
  wide.addEventListener("change", () => (settle(), show()));
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  settle();
  await show();
  root.classList.add("ready");
}

/** The text of a cell without its citations; nothing where nobody has looked. @param {HTMLTableCellElement} cell */
function plain(cell) {
  const copy = /** @type {HTMLElement} */ (cell.cloneNode(true));
  copy.querySelectorAll('sup, [data-state=absent], input, button').forEach((node) => node.remove());
  copy.querySelectorAll("br, .sub, .chip").forEach((node) => node.before(" "));
  return copy.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
