// @ts-check
/**
 * A field in which a reader names a model; the address then asks for it (`#id`), and the style sheet lights it.
 * @param {HTMLElement} ways
 */
export function lineage(ways) {
  const nodes = [...document.querySelectorAll("svg a[id]")];
  const names = nodes.map((node) => node.textContent ?? "");
  const input = document.createElement("input");
  const list = document.createElement("datalist");
  list.append(...names.map((name) => new Option(name)));
  list.id = "kin";
  input.setAttribute("list", list.id);
  input.ariaLabel = input.placeholder = ways.dataset.kin ?? "";
  input.onchange = () => (location.hash = nodes[names.indexOf(input.value)]?.id ?? "");
  ways.prepend(input, list);
}
