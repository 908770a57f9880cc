// @ts-check
/**
 * What a link leads to, shown beside it: the definition of a glossary term, the head of an entry's page. It comes on
 * hover, on focus and, for links in running text, on the first tap; Escape and a look elsewhere take it away, and the
 * pointer may move onto it.
 */

const WAIT = 250;
const ENTRY = /\/(?:models|tools|techniques|organisations|licences|families)\/[a-z0-9-]+\/$/;

/** @type {Map<string, Promise<Node[]>>} */
const heads = new Map();

/** The head of an entry's page: name, maker, places, summary. @param {string} address @returns {Promise<Node[]>} */
function head(address) {
  const kept = heads.get(address);
  if (kept) return kept;
  const found = fetch(address).then(async (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = [...page.querySelectorAll(".entry-head h1, .entry-head .by, .entry-head .chip, .entry-main .summary")];
    return parts.map((part) => {
      const box = document.createElement(part.tagName === "H1" ? "strong" : part.matches(".summary") ? "p" : "span");
      box.className = part.tagName === "H1" ? "" : part.className;
      box.textContent = part.textContent;
      return box;
    });
  });
  found.catch(() => heads.delete(address));
  heads.set(address, found);
  return found;
}

/** @param {Element | null} link @returns {link is HTMLAnchorElement} */
function leadsToEntry(link) {
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.hash || !ENTRY.test(link.pathname) || link.pathname === location.pathname) return false;
  return link.closest("article, .finder-none") !== null && link.closest(".card-tip, .crumbs, nav, svg") === null;
}

export function cards() {
  /** @type {HTMLElement | undefined} */
  let card;
  /** @type {Element | undefined} */
  let owner;
  /** @type {Element | undefined} */
  let tapped;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    card?.remove();
    owner?.removeAttribute("aria-describedby");
    card = owner = undefined;
  };

  /** @param {Element} link @param {(Node | string)[]} content */
  const show = (link, content) => {
    hide();
    owner = link;
    card = document.createElement("div");
    card.className = "card-tip";
    card.id = "card-tip";
    card.setAttribute("role", "tooltip");
    card.append(...content);
    document.body.append(card);
    link.setAttribute("aria-describedby", "card-tip");
    const at = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8));
    const below = at.bottom + card.offsetHeight + 12 < window.innerHeight || at.top < card.offsetHeight + 12;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(below ? at.bottom + 4 : at.top - card.offsetHeight - 4) + window.scrollY}px`;
    card.onpointerleave = (event) => event.pointerType === "mouse" && owner !== document.activeElement && hide();
  };

  /** @param {Element} link @param {number} wait */
  const soon = (link, wait) => {
    clearTimeout(timer);
    if (link === owner) return;
    const tip = link.getAttribute("data-tip");
    timer = window.setTimeout(
      async () => {
        if (tip) return show(link, [tip]);
        const content = await head(/** @type {HTMLAnchorElement} */ (link).href).catch(() => null);
        if (content && (link.matches(":hover, :focus") || link === tapped)) show(link, content.map((node) => node.cloneNode(true)));
      },
      tip ? 0 : wait,
    );
  };

  /** @param {EventTarget | null} target */
  const linkAt = (target) => {
    const link = target instanceof Element ? target.closest("a") : null;
    return link && (link.hasAttribute("data-tip") || leadsToEntry(link)) ? link : null;
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = linkAt(event.target);
    if (link) soon(link, WAIT);
    else if (!(event.target instanceof Element && event.target.closest(".card-tip"))) {
      clearTimeout(timer);
      // The pointer may be on its way to the card.
      timer = window.setTimeout(() => owner !== document.activeElement && !card?.matches(":hover") && hide(), 150);
    }
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link && link.matches(":focus-visible")) soon(link, WAIT);
  });
  document.addEventListener("focusout", hide);
  // A finger: the first tap on a link in running text shows the card, the second one follows the link.
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (/** @type {PointerEvent} */ (event).pointerType !== "touch" || !link?.closest("p, li, dd") || link.closest("table, .entries, .cards") || tapped === link) {
      if (!(event.target instanceof Element && event.target.closest(".card-tip"))) hide();
      return;
    }
    event.preventDefault();
    tapped = link;
    soon(link, 0);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
