// @ts-check
/**
 * Zooms the SVG of a figure in a box that scrolls (`.zoom-box`, made where it is not): buttons, keys + - 0, pinch and
 * Ctrl with the wheel. Panning is the browser's scrolling, or a drag with the mouse.
 * @param {HTMLElement} figure its `data-zoom` has the buttons' words: `in|out|reset`
 */
export function zoom(figure) {
  const svg = /** @type {SVGSVGElement} */ (figure.querySelector(".zoom-box svg") ?? figure.querySelector("svg"));
  const tools = document.createElement("div");
  tools.className = "zoom-tools";
  const box = /** @type {HTMLElement} */ (svg.closest(".zoom-box") ?? document.createElement("div"));
  if (!box.className) {
    box.className = "zoom-box";
    svg.replaceWith(box);
    box.append(svg);
  }
  box.before(tools);
  if (!box.querySelector("a:not([tabindex])")) {
    box.tabIndex = 0; // what scrolls can be reached by key
    box.setAttribute("role", "group");
    box.ariaLabel = svg.ariaLabel;
  }

  let [scale, width, height, gap] = [1, 0, 0, 0];

  /**
   * @param {number} wanted
   * @param {{x: number, y: number}} [at] the point of the window that stays where it is
   */
  const to = (wanted, at = middle()) => {
    const before = svg.getBoundingClientRect();
    if (scale === 1) [width, height] = [before.width, box.clientHeight];
    scale = Math.min(8, Math.max(wanted, Math.min(1, box.clientWidth / width)));
    if (Math.abs(scale - 1) < 0.02) scale = 1;
    Object.assign(svg.style, scale === 1 ? { width: "", minWidth: "", maxWidth: "" } : { width: `${width * scale}px`, minWidth: 0, maxWidth: "none" });
    box.style.height = scale === 1 ? "" : `${height}px`;
    const after = svg.getBoundingClientRect();
    box.scrollLeft += after.x - at.x + ((at.x - before.x) / before.width) * after.width;
    box.scrollTop += after.y - at.y + ((at.y - before.y) / before.height) * after.height;
  };
  const middle = () => {
    const { x, y, width, height } = (svg.querySelector(":focus") ?? box).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };

  /** @type {Record<string, () => void>} */
  const keys = { "+": () => to(scale * 1.4), "-": () => to(scale / 1.4), 0: () => to(1) };
  for (const [index, word] of (figure.dataset.zoom ?? "").split("|").entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = ["+", "−", "1:1"][index];
    button.title = `${word} (${"+-0"[index]})`;
    button.ariaLabel = `${button.textContent} ${word}`;
    button.onclick = keys["+-0"[index]];
    tools.append(button);
  }
  box.addEventListener("keydown", (event) => {
    const act = keys[event.key === "=" ? "+" : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    to(scale * Math.exp(Math.max(-60, Math.min(60, -event.deltaY)) / 150), event);
  }, { passive: false });

  /** @param {TouchEvent} event */
  const pinch = (event) => {
    const [a, b] = event.touches;
    if (!b) return;
    event.preventDefault();
    const wide = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (event.type === "touchstart") gap = wide / scale;
    else to(wide / gap, { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
  };
  box.addEventListener("touchstart", pinch, { passive: false });
  box.addEventListener("touchmove", pinch, { passive: false });

  let drag = false; // with the mouse; not from words, which can be selected
  box.onpointerdown = ({ pointerType, button, target, pointerId }) => {
    drag = pointerType === "mouse" && !button && !(/** @type {Element} */ (target).closest("a, text"));
    if (drag) box.setPointerCapture(pointerId);
  };
  box.onpointermove = (event) => drag && box.scrollBy(-event.movementX, -event.movementY);
  box.onlostpointercapture = () => (drag = false);
}
