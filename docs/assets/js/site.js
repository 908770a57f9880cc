// @ts-check
/** Everything that the pages do in a browser; each part does nothing where its markup is not. */
import { finder } from "./finder.js";
import { tips } from "./tips.js";

const dialog = document.querySelector("dialog.finder");
if (dialog instanceof HTMLDialogElement) finder(dialog);
tips();

// The drawer's button is a label; Material's script presses it on Enter, this on the space bar, as for a button.
document.getElementById("drawer-label")?.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  /** @type {HTMLElement} */ (event.currentTarget).click();
});
