// @ts-check
/**
 * The other language's text beside each part of the page. Both have the same structure and are walked side by side: text
 * becomes a pair, headings and terms get their twin behind them. Not doubled: drawings, code, figures, dates, citations,
 * names of entries, long tables.
 */
import { markup, recall, remember, say } from "./memory.js";

const LABEL = "h1, h2, h3, h4, h5, h6, th, dt, summary, [class$='-title']";
const INSIDE = "td, dd, figcaption";
const PROSE = "p, ul, ol, blockquote";
const SKIP = "svg, pre, nav, .explorer, .compare, .keeping, :is(p, td, dd):has(button, .button), ul[class], ol[class], .ids, .card ul, .lineage ul, tbody:has(tr:nth-child(150))";
const JUNK = "sup.cite, .headerlink, .sub, input, script, svg";

const HEADING = /^H\d/;
/** @param {Element} part */
const key = (part) => part.getAttribute("data-id") || part.id;
/** @param {Element} part */
const text = (part) => (part.textContent ?? "").replace(/\s+/g, " ").trim();

/** Each child with its twin: of its name, else the next of its kind in this section. @param {Element} own @param {Element} other */
function twins(own, other) {
  const theirs = [...other.children];
  let next = 0;
  return [...own.children].flatMap((part) => {
    let at = key(part) ? theirs.findIndex((twin) => key(twin) === key(part)) : -1;
    if (at < 0) for (at = next; theirs[at] && theirs[at].tagName !== part.tagName && (HEADING.test(part.tagName) || !HEADING.test(theirs[at].tagName)); ) at += 1;
    if (theirs[at]?.tagName !== part.tagName) return [];
    next = at + 1;
    return [[part, theirs[at]]];
  });
}

/** A copy without ids, its links leading where they led. @param {Element} part @param {string} base */
function copy(part, base) {
  const twin = document.importNode(part, true);
  twin.querySelectorAll(JUNK).forEach((junk) => junk.remove());
  for (const inner of [twin, ...twin.querySelectorAll("*")]) {
    inner.removeAttribute("id");
    const link = inner.getAttribute("href");
    if (link) inner.setAttribute("href", link[0] === "#" && document.getElementById(link.slice(1)) ? link : new URL(link, base).href);
  }
  return twin;
}

/** Whether a cell says more than figures, dates and names of entries. @param {Element} cell */
function tells(cell) {
  const rest = /** @type {Element} */ (cell.cloneNode(true));
  rest.querySelectorAll("a, .chip, .state").forEach((name) => name.remove());
  return !/^[\d§]/.test(text(cell)) && /\p{L}/u.test(text(rest));
}

/** @param {Element} own @param {Element} other @param {string} lang @param {string} base */
function pair(own, other, lang, base) {
  for (const [part, theirs] of twins(own, other)) {
    const kind = [SKIP, LABEL, INSIDE, PROSE].findIndex((kinds) => part.matches(kinds));
    if (kind < 0) pair(part, theirs, lang, base);
    if (kind < 1) continue;
    let twin = copy(theirs, base);
    if (!text(twin) || text(twin) === text(copy(part, base))) continue;
    if (kind === 3) {
      const both = document.createElement("div");
      both.className = "pair";
      part.replaceWith(both);
      both.append(part, twin);
    } else if (kind === 1 ? !part.querySelector("[lang]") : !part.matches("td") || (tells(part) && tells(theirs))) {
      const box = document.createElement(kind === 1 ? "span" : "div");
      box.append(...(kind === 1 ? [text(twin)] : twin.childNodes));
      part.insertBefore((twin = box), part.querySelector(".headerlink"));
    }
    twin.classList.add("twin");
    twin.setAttribute("lang", lang);
  }
}

/** @param {HTMLAnchorElement} link to the other page @param {HTMLElement} article */
export function bilingual(link, article) {
  const base = link.href.replace(/[?#].*/, "");
  const tools = /** @type {HTMLElement} */ (markup?.cloneNode(true));
  const [button, status] = /** @type {HTMLCollectionOf<HTMLElement>} */ (tools.children);
  article.before(tools);

  /** @param {boolean} on @param {string} word */
  function tell(on, word) {
    button.setAttribute("aria-pressed", String(on));
    status.textContent = word && say(word);
    status.classList.toggle("unseen", word !== "bilingualFailed");
  }

  const isOn = () => button.getAttribute("aria-pressed") === "true";

  async function show() {
    tell(true, "");
    try {
      const answer = await fetch(base);
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      if (!isOn() || article.querySelector(".twin")) return;
      pair(article, /** @type {Element} */ (page.querySelector("article")), page.documentElement.lang, base);
      tell(true, "bilingualOn");
    } catch {
      tell(false, "bilingualFailed");
    }
  }

  button.addEventListener("click", () => {
    remember("bilingual", isOn() ? "" : "on");
    if (!isOn()) {
      void show();
      return;
    }
    article.querySelectorAll(".pair").forEach((both) => both.replaceWith(...both.childNodes));
    article.querySelectorAll(".twin").forEach((twin) => twin.remove());
    tell(false, "bilingualOff");
  });
  tell(false, "");
  if (recall("bilingual")) void show();
}
