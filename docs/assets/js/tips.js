// @ts-check
/** Shows the definition of a glossary term (`data-tip`) on hover and on focus; Escape hides it. */
export function tips() {
  /** @type {HTMLElement | undefined} */
  let tip;
  /** @type {Element | undefined} */
  let owner;

  const hide = () => {
    tip?.remove();
    owner?.removeAttribute("aria-describedby");
    tip = owner = undefined;
  };

  /** @param {Event} event */
  const show = (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
    if (!link || link === owner) return;
    hide();
    owner = link;
    tip = document.createElement("div");
    tip.className = "tip";
    tip.id = "tip";
    tip.setAttribute("role", "tooltip");
    tip.textContent = link.getAttribute("data-tip");
    document.body.append(tip);
    link.setAttribute("aria-describedby", "tip");
    const at = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    const below = at.bottom + tip.offsetHeight + 12 < window.innerHeight;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) + window.scrollY}px`;
  };

  document.addEventListener("pointerover", (event) => {
    const over = event.target instanceof Element ? event.target : null;
    if (over?.closest("[data-tip]")) show(event);
    else if (!over?.closest(".tip") && owner !== document.activeElement) hide();
  });
  document.addEventListener("focusin", show);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
