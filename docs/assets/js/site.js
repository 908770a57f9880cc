// @ts-check
/** Everything that the pages do in a browser; each part does nothing where its markup is not. */
import { finder } from "./finder.js";
import { cards } from "./cards.js";
import { languages } from "./languages.js";
import { follow } from "./tray.js";

const dialog = document.querySelector("dialog.finder");
if (dialog instanceof HTMLDialogElement) finder(dialog);
cards();

const tray = document.getElementById("tray");
const dress = tray ? follow(tray) : () => {};
const explorer = /** @type {HTMLElement | null} */ (document.querySelector("[data-explorer]"));
if (explorer) import("./explore.js").then(({ explore }) => explore(explorer, dress));
const comparison = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare]"));
if (comparison) import("./compare.js").then(({ compare }) => compare(comparison));
for (const figure of document.querySelectorAll("figure[data-zoom]")) {
  import("./zoom.js").then(({ zoom }) => zoom(/** @type {HTMLElement} */ (figure)));
}
for (const figure of document.querySelectorAll("figure[data-marks]")) {
  import("./marks.js").then(({ marks }) => marks(/** @type {HTMLElement} */ (figure)));
}
for (const ways of document.querySelectorAll("[data-kin]")) {
  import("./lineage.js").then(({ lineage }) => lineage(/** @type {HTMLElement} */ (ways)));
}

// Without a script a label opens the drawer; with one a button does, which keys and screen readers know.
const label = document.getElementById("drawer-label");
const drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
if (label && drawer) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = label.id;
  button.className = label.className;
  button.setAttribute("aria-label", label.title);
  button.append(...label.childNodes);
  const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
  button.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", tell);
  tell();
  label.replaceWith(button);
}

const language = document.querySelector("a.language");
if (language instanceof HTMLAnchorElement) languages(language);

const lost = document.querySelector(".lost");
const article = document.querySelector("article");
if (lost instanceof HTMLElement) import("./lost.js").then((part) => part.lost(lost));
else if (language instanceof HTMLAnchorElement && article) import("./bilingual.js").then((part) => part.bilingual(language, article));

const keeping = document.querySelector("[data-keeping]");
if (keeping instanceof HTMLElement) import("./offline.js").then((part) => part.offline(keeping));
if ("serviceWorker" in navigator) addEventListener("load", () => import("./keep.js").then((part) => part.keep()));
