// @ts-check
/**
 * A field in which a reader names a model; the address then asks for it (`#id`), and the style sheet lights it.
 * @param {HTMLElement} ways
 */
export function lineage(ways) {
  const nodes = [...document.querySelectorAll("svg a[id]")];
  const list = document.createElement("datalist");
  const input = document.createElement("input");
  list.id = "kin";
  list.append(...nodes.map((node) => new Option(node.textContent ?? "")));
  input.setAttribute("list", "kin");
  input.ariaLabel = input.placeholder = ways.dataset.kin ?? "";
  input.onchange = () => (location.hash = nodes.find((node) => node.textContent === input.value)?.id ?? "");
  ways.prepend(input, list);
}
