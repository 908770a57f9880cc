// @ts-check
/** The page for an address that is not there: looks for what its last part may have meant, in both languages. */
import { json, load, read, search } from "./search.js";

/** What somebody who typed this address looked for. @param {string} path */
export function meant(path) {
  const parts = path.split("/").filter((part) => part && !/^index\.\w+$/.test(part));
  const last = parts.pop() ?? "";
  try {
    return decodeURIComponent(last).replace(/\.(html?|md|php)$/, "").replace(/[-_+\s]+/g, " ").trim();
  } catch {
    return last; // no proper address
  }
}

/** @param {HTMLElement} page */
export function lost(page) {
  const query = meant(location.pathname);
  const sections = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("section[data-index]")]);
  const button = /** @type {HTMLElement | null} */ (page.querySelector("[data-find]"));
  if (!query) return;
  if (button) button.dataset.find = query;
  // The language of the address stands first.
  const [own] = [...sections].reverse().filter((section) => location.pathname.startsWith(new URL(section.dataset.root ?? ".", location.href).pathname));
  if (own) own.parentElement?.prepend(own);
  for (const section of sections) answer(section, query);
}

/** @param {HTMLElement} section @param {string} query */
async function answer(section, query) {
  const given = section.dataset;
  const status = section.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");
  /** @param {string | undefined} sentence */
  const tell = (sentence) => (status.textContent = (sentence ?? "").replace("{query}", query));
  tell(given.wait);
  try {
    const url = new URL(given.index ?? "", location.href);
    const index = await load(url, await json(url));
    await read(index, query);
    const hits = search(index, query).slice(0, 5);
    tell(hits.length ? given.found : given.none);
    const list = document.createElement("ul");
    for (const { row: [address, title, kind] } of hits) {
      const link = document.createElement("a");
      link.href = new URL(address, new URL(given.root ?? ".", location.href)).href;
      link.textContent = title;
      const label = document.createElement("span");
      label.className = "kind";
      label.textContent = given[kind] ?? kind;
      const item = document.createElement("li");
      item.append(link, " ", label);
      list.append(item);
    }
    section.append(list);
  } catch {
    status.remove(); // the page says what to do without us
  }
}
