// @ts-check
/**
 * The comparison of two to five entries. It reads the pages of the entries themselves and sets their facts side by
 * side, so that it can never say anything else than they do; citations lead to the sources on those pages.
 */
import { keep, MOST, picks } from "./tray.js";

/**
 * @typedef {{html: Node[], text: string}} Cell
 * @typedef {{title: string, rows: Map<string, Cell>}} Group
 * @typedef {{id: string, section: string, name: string, address: URL, head: Node[], groups: Map<string, Group>}} Entry
 * @typedef {[id: string, section: string, name: string, other: string]} Known
 */

const LEFT_OUT = new Set(["sources", "siblings"]);

/** What two cells are compared by: their words, without citations. @param {Iterable<Node>} nodes */
function words(nodes) {
  const box = document.createElement("div");
  for (const node of nodes) box.append(node.cloneNode(true));
  box.querySelectorAll("sup, .others, .note").forEach((node) => node.remove());
  return box.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** Copies of what stands in an element of another page, its links made whole. @param {Element} element @param {URL} address @returns {Node[]} */
function copies(element, address) {
  const copy = /** @type {Element} */ (document.importNode(element, true));
  for (const link of copy.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
  return [...copy.childNodes];
}

/** @param {Document} page @param {Known} known @param {URL} address @returns {Entry} */
function parse(page, [id, section, name], address) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  const add = (/** @type {string} */ group, /** @type {string} */ title, /** @type {string} */ key, /** @type {Node[]} */ html) => {
    if (!groups.has(group)) groups.set(group, { title, rows: new Map() });
    groups.get(group)?.rows.set(key, { html, text: words(html) });
  };
  for (const cell of page.querySelectorAll(".strip > div")) add("places", "", cell.querySelector("dt")?.textContent ?? "", copies(/** @type {Element} */ (cell.querySelector("dd")), address));
  let heading = "";
  let title = "";
  for (const part of page.querySelector(".entry-main")?.children ?? []) {
    if (part.tagName === "H2") [heading, title] = [part.id, part.textContent ?? ""];
    if (LEFT_OUT.has(heading)) continue;
    const drawing = part.matches("[data-blueprint]") ? part : part.querySelector("[data-blueprint]");
    if (drawing) add(heading, title, "", [/** @type {Node} */ (document.importNode(drawing, true))]);
    const heads = [...part.querySelectorAll("thead th")].map((head) => head.textContent ?? "");
    for (const row of part.querySelectorAll("tbody tr")) {
      const cells = [...row.querySelectorAll("td")];
      const several = heads.length > 1 && heading === "sizes";
      const html = cells.flatMap((cell, at) => {
        const box = document.createElement("div");
        if (several && heads[at]) box.append(Object.assign(document.createElement("span"), { className: "sub", textContent: `${heads[at]} ` }));
        box.append(...copies(cell, address));
        return box.textContent?.trim() ? [box] : [];
      });
      add(heading, title, row.querySelector("th")?.textContent?.trim() ?? "", html);
    }
    if (part.tagName === "P" && !part.matches(".summary")) add("text", "", title, copies(part, address));
    for (const step of part.querySelectorAll(".step:not(.self)")) {
      const list = document.createElement("ul");
      list.append(...copies(/** @type {Element} */ (step.querySelector("ul")), address));
      add(heading, title, step.querySelector("h3")?.textContent ?? "", [list]);
    }
  }
  const summary = page.querySelector(".entry-main .summary");
  const badges = [...page.querySelectorAll(".entry-head .by, .entry-head .chip:not(button)")].flatMap((badge) => copies(/** @type {Element} */ (badge.cloneNode(true)), address).length ? [/** @type {Node} */ (document.importNode(badge, true))] : []);
  for (const badge of badges) for (const link of [badge, .../** @type {Element} */ (badge).querySelectorAll("a")]) if (link instanceof HTMLAnchorElement) link.href = new URL(link.getAttribute("href") ?? "", address).href;
  if (summary) add("places", "", " ", copies(summary, address));
  return { id, section, name, address, head: badges, groups };
}

/** @param {HTMLElement} root */
export async function compare(root) {
  const say = root.dataset;
  const up = new URL(root.dataset.root ?? "../", location.href);
  /** @type {Known[]} */
  const known = await fetch(new URL("compare/entries.json", up)).then((answer) => answer.json());
  const byId = new Map(known.map((entry) => [entry[0], entry]));
  /** @type {Map<string, Promise<Entry>>} */
  const pages = new Map();
  const bar = /** @type {HTMLElement} */ (root.querySelector("form"));
  const field = /** @type {HTMLInputElement} */ (root.querySelector("input[name=add]"));
  const note = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const place = /** @type {HTMLElement} */ (root.querySelector(".compare-table"));
  const only = /** @type {HTMLInputElement} */ (root.querySelector("input[name=only]"));
  const names = /** @type {HTMLDataListElement} */ (root.querySelector("datalist"));
  names.append(...known.map(([, , name, other]) => new Option(other === name ? "" : other, name)));
  root.classList.add("ready");

  const asked = () => [...new Set((new URLSearchParams(location.search).get("ids") ?? "").split(",").filter(Boolean))];

  /** @param {string} id */
  function load(id) {
    const entry = /** @type {Known} */ (byId.get(id));
    const address = new URL(`${entry[1]}/${id}/`, up);
    if (!pages.has(id)) {
      const page = fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return parse(new DOMParser().parseFromString(await answer.text(), "text/html"), entry, address);
      });
      page.catch(() => pages.delete(id));
      pages.set(id, page);
    }
    return /** @type {Promise<Entry>} */ (pages.get(id));
  }

  /** @param {string[]} ids @param {boolean} [step] */
  function choose(ids, step = true) {
    const address = `${location.pathname}${ids.length ? `?ids=${ids.join(",")}` : ""}`;
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    keep(ids.map((id) => ({ id, section: byId.get(id)?.[1] ?? "", name: byId.get(id)?.[2] ?? id })));
    void show();
  }

  async function show() {
    const ids = asked();
    const right = ids.filter((id) => byId.has(id)).slice(0, MOST);
    const wrong = ids.filter((id) => !byId.has(id));
    note.textContent = wrong.length ? (say.unknown ?? "").replace("{names}", wrong.join(", ")) : ids.length > MOST ? (say.full ?? "") : right.length === 1 ? (say.one ?? "") : "";
    root.classList.toggle("empty", !right.length);
    const entries = await Promise.all(right.map(load)).catch(() => null);
    if (!entries) {
      note.textContent = say.failed ?? "";
      return;
    }
    if (asked().join() !== ids.join()) return;
    place.replaceChildren(...(entries.length ? [draw(entries)] : []));
    mark();
    document.title = entries.length ? `${entries.map((entry) => entry.name).join(" · ")} · ${say.title}` : document.title;
  }

  /** The order of rows in which all entries agree as far as they can. @param {Iterable<string>[]} lists */
  function merge(lists) {
    /** @type {string[]} */
    const all = [];
    for (const list of lists) {
      let at = 0;
      for (const key of list) {
        const there = all.indexOf(key);
        if (there >= 0) at = there + 1;
        else all.splice(at++, 0, key);
      }
    }
    return all;
  }

  /** @param {Entry[]} entries */
  function draw(entries) {
    const table = document.createElement("table");
    table.className = "t compared";
    const head = table.createTHead().insertRow();
    head.append(document.createElement("td"));
    for (const entry of entries) {
      const cell = document.createElement("th");
      cell.scope = "col";
      const link = Object.assign(document.createElement("a"), { href: entry.address.href, className: "name", textContent: entry.name });
      const drop = Object.assign(document.createElement("button"), { type: "button", className: "drop", textContent: "×", onclick: () => choose(asked().filter((id) => id !== entry.id)) });
      drop.setAttribute("aria-label", (say.remove ?? "").replace("{name}", entry.name));
      const sub = document.createElement("div");
      sub.className = "sub";
      sub.append(...entry.head.flatMap((node) => [node.cloneNode(true), " "]));
      cell.append(link, drop, sub);
      head.append(cell);
    }
    for (const group of merge(entries.map((entry) => entry.groups.keys()))) {
      const title = entries.find((entry) => entry.groups.get(group)?.title)?.groups.get(group)?.title ?? "";
      const body = table.createTBody();
      if (title) {
        const row = body.insertRow();
        row.className = "group";
        row.append(Object.assign(document.createElement("th"), { scope: "rowgroup", colSpan: entries.length + 1, textContent: title }));
      }
      for (const key of merge(entries.map((entry) => entry.groups.get(group)?.rows.keys() ?? []))) {
        const cells = entries.map((entry) => entry.groups.get(group)?.rows.get(key));
        const row = body.insertRow();
        const said = cells.flatMap((cell) => (cell ? [cell.text] : []));
        const differs = key.trim() !== "" && new Set(said).size > 1;
        row.className = differs ? "differs" : key.trim() ? "alike" : "free";
        const label = key.trim() ? Object.assign(document.createElement("th"), { scope: "row", textContent: key }) : document.createElement("td");
        if (differs) label.append(" ", Object.assign(document.createElement("span"), { className: "unlike", textContent: "≠", title: say.differs ?? "" }));
        row.append(label);
        for (const cell of cells) {
          const box = row.insertCell();
          if (cell) box.append(...cell.html.map((node) => node.cloneNode(true)));
          else box.append(Object.assign(document.createElement("span"), { className: "state", textContent: say.absent ?? "" }));
        }
      }
    }
    return table;
  }

  /** Mark in the drawings which parts differ. */
  function mark() {
    // A drawing begins with the largest size of its model: those are compared.
    const drawings = [...place.querySelectorAll("[data-blueprint]")].map((drawing) => drawing.querySelector("[data-size]") ?? drawing);
    if (drawings.length < 2) return;
    const parts = new Set(drawings.flatMap((drawing) => [...drawing.querySelectorAll("[data-part]")].map((part) => part.getAttribute("data-part"))));
    for (const name of parts) {
      const found = drawings.map((drawing) => [...drawing.querySelectorAll(`[data-part="${name}"]`)]);
      const values = found.map((same) => same.map((part) => part.getAttribute("data-value")).join());
      if (new Set(values).size > 1) for (const part of found.flat()) part.classList.add("unlike-part");
    }
  }

  /** The table as Markdown, citations as links. */
  function markdown() {
    /** @param {Element} cell */
    const text = (cell) => {
      const copy = /** @type {Element} */ (cell.cloneNode(true));
      copy.querySelectorAll("svg, button, .unlike, figure").forEach((node) => node.remove());
      for (const link of copy.querySelectorAll("sup a")) link.replaceWith(` [${link.textContent}](${/** @type {HTMLAnchorElement} */ (link).href})`);
      copy.querySelectorAll("br, li, div, .sub, .chip").forEach((node) => node.before(" "));
      return (copy.textContent ?? "").replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
    };
    const lines = [...place.querySelectorAll("tr")].filter((row) => row.offsetParent !== null).map((row) => (row.className === "group" ? `| **${text(row.cells[0])}** ${"| ".repeat(row.cells[0].colSpan)}|` : `| ${[...row.cells].map(text).join(" | ")} |`));
    lines.splice(1, 0, `|${" --- |".repeat(place.querySelector("tr")?.cells.length ?? 1)}`);
    return `${lines.join("\n")}\n\n${location.href}\n`;
  }

  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = field.value.trim().toLowerCase();
    const hit = known.find(([id, , name, other]) => [id, name.toLowerCase(), other.toLowerCase()].includes(wanted)) ?? known.find(([, , name, other]) => `${name}\n${other}`.toLowerCase().includes(wanted));
    if (!wanted) return;
    if (!hit) note.textContent = (say.unknown ?? "").replace("{names}", field.value);
    else if (asked().length >= MOST) note.textContent = say.full ?? "";
    else {
      field.value = "";
      choose([...asked().filter((id) => id !== hit[0]), hit[0]]);
    }
  });
  only.addEventListener("change", () => root.classList.toggle("only", only.checked));
  root.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
    const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
    await navigator.clipboard.writeText(markdown()).then(
      () => (note.textContent = say.copied ?? ""),
      () => (note.textContent = say.failed ?? ""),
    );
    button.focus();
  });
  root.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  window.addEventListener("popstate", show);
  if (!asked().length && picks().length) choose(picks().map(({ id }) => id).filter((id) => byId.has(id)), false);
  else await show();
}
