// @ts-check
/** Everything that the pages do in a browser; each part does nothing where its markup is not. */
import { finder } from "./finder.js";
import { cards } from "./cards.js";
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

// The drawer's button is a label; Material's script presses it on Enter, this on the space bar, as for a button.
document.getElementById("drawer-label")?.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  /** @type {HTMLElement} */ (event.currentTarget).click();
});
