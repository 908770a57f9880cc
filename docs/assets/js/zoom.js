// @ts-check
/**
 * Zooms the SVG of a figure inside a box that scrolls; panning is the browser's own scrolling, or a drag with the mouse.
 *
 * The figure says `data-zoom="zoom in|zoom out|reset"`, the words for its buttons. Keys `+`, `-` and `0`, pinch and
 * Ctrl with the wheel do the same. Before the script has run, the SVG has the size that the style sheet gives it.
 * @param {HTMLElement} figure
 */
export function zoom(figure) {
  const svg = /** @type {SVGSVGElement | null} */ (figure.querySelector(".zoom-box svg") ?? figure.querySelector("svg"));
  if (!svg?.parentElement) return;
  let box = svg.parentElement;
  if (box === figure) {
    box = document.createElement("div");
    svg.replaceWith(box);
    box.append(svg);
  }
  box.classList.add("zoom-box");
  if (!box.querySelector("a[href]:not([tabindex='-1'])")) {
    box.tabIndex = 0; // what scrolls can be reached by key
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", svg.getAttribute("aria-label") ?? "");
  }

  let scale = 1;
  let width = 0; // of the drawing at scale 1
  let height = 0; // of the box then

  /**
   * @param {number} wanted
   * @param {{x: number, y: number}} [at] what stays where it is, in the window
   */
  const to = (wanted, at = middle()) => {
    if (scale === 1) {
      width = svg.getBoundingClientRect().width;
      height = box.clientHeight;
    }
    const before = svg.getBoundingClientRect();
    scale = Math.min(8, Math.max(wanted, Math.min(1, box.clientWidth / width)));
    if (Math.abs(scale - 1) < 0.02) scale = 1;
    const style = svg.style;
    [style.width, style.minWidth, style.maxWidth] = scale === 1 ? ["", "", ""] : [`${width * scale}px`, "0", "none"];
    box.style.height = scale === 1 ? "" : `${height}px`;
    const after = svg.getBoundingClientRect();
    box.scrollLeft += after.left + ((at.x - before.left) / before.width) * after.width - at.x;
    box.scrollTop += after.top + ((at.y - before.top) / before.height) * after.height - at.y;
  };
  const middle = () => {
    const active = document.activeElement;
    const on = (active && active !== box && svg.contains(active) ? active : box).getBoundingClientRect();
    return { x: on.left + on.width / 2, y: on.top + on.height / 2 };
  };

  /** @type {[string, () => void][]} */
  const ways = [
    ["+", () => to(scale * 1.4)],
    ["-", () => to(scale / 1.4)],
    ["0", () => to(1)],
  ];
  const words = (figure.dataset.zoom ?? "").split("|");
  const tools = document.createElement("div");
  tools.className = "zoom-tools";
  for (const [index, [key, act]] of ways.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = ["+", "−", "1:1"][index];
    button.ariaLabel = button.title = `${words[index]} (${key})`;
    button.addEventListener("click", act);
    tools.append(button);
  }
  box.before(tools);

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ways.find(([key]) => key === (event.key === "=" ? "+" : event.key));
    if (way) event.preventDefault(), way[1]();
  });
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    to(scale * Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 150), event);
  }, { passive: false });

  let gap = 0;
  /** @param {TouchEvent} event */
  const spread = ({ touches: [a, b] }) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  box.addEventListener("touchstart", (event) => {
    if (event.touches.length === 2) gap = spread(event) / scale;
  }, { passive: true });
  box.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !gap) return;
    event.preventDefault();
    const [a, b] = event.touches;
    to(spread(event) / gap, { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
  }, { passive: false });

  box.addEventListener("pointerdown", (event) => {
    const on = /** @type {Element} */ (event.target);
    if (event.pointerType !== "mouse" || event.button || on.closest("a, text")) return; // text can be selected
    box.setPointerCapture(event.pointerId);
    /** @param {PointerEvent} moved */
    const drag = (moved) => box.scrollBy(-moved.movementX, -moved.movementY);
    box.addEventListener("pointermove", drag);
    box.addEventListener("lostpointercapture", () => box.removeEventListener("pointermove", drag), { once: true });
  });
}
