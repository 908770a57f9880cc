// @ts-check
/**
 * Makes the links of a chart (or of a table of numbers) one stop for the Tab key: arrows go from mark to mark (left
 * and right in order, up and down to the nearest), Home and End to the ends. What a mark says shows at once, by hover
 * and by focus (cards.js).
 * @param {HTMLElement} figure
 */
export function marks(figure) {
  const links = [.../** @type {NodeListOf<SVGAElement>} */ (figure.querySelectorAll("svg a:not([aria-hidden]), .cells a"))];
  if (links[0]?.closest("td, th")) for (const link of links.slice(1)) link.setAttribute("tabindex", "-1");

  /** @param {SVGAElement} link */
  const place = (link) => {
    const box = (link.querySelector(".m") ?? link).getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  /**
   * @param {SVGAElement} from
   * @param {number} direction
   */
  const nearest = (from, direction) => {
    const [x, y] = place(from);
    let best = from;
    let least = Infinity;
    for (const link of links) {
      const [left, top] = place(link);
      const down = (top - y) * direction;
      const far = down + 3 * Math.abs(left - x);
      if (down > 1 && far < least) [best, least] = [link, far];
    }
    return best;
  };

  figure.addEventListener("keydown", (event) => {
    const here = event.target instanceof Element ? event.target.closest("svg a, a") : null;
    const index = links.indexOf(/** @type {SVGAElement} */ (here));
    if (index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = links[index];
    /** @type {Record<string, () => SVGAElement | undefined>} */
    const ways = {
      ArrowLeft: () => links[index - 1],
      ArrowRight: () => links[index + 1],
      ArrowUp: () => nearest(from, -1),
      ArrowDown: () => nearest(from, 1),
      Home: () => links[0],
      End: () => links[links.length - 1],
    };
    if (!(event.key in ways)) return;
    event.preventDefault();
    const to = ways[event.key]() ?? from;
    from.setAttribute("tabindex", "-1");
    to.removeAttribute("tabindex");
    to.focus();
  });

  /** @param {Event} event */
  const tell = (event) => {
    const link = event.target instanceof Element ? event.target.closest("svg a") : null;
    const title = link?.querySelector(":scope > title");
    if (!link || !title?.textContent) return;
    link.setAttribute("aria-label", title.textContent);
    link.setAttribute("data-tip", title.textContent);
    title.remove();
  };
  figure.addEventListener("pointerover", tell);
  figure.addEventListener("focusin", tell);
}
