// @ts-check
/** Everything that the pages do in a browser; each part does nothing where its markup is not. */
import { finder } from "./finder.js";
import { tips } from "./tips.js";

const dialog = document.querySelector("dialog.finder");
if (dialog instanceof HTMLDialogElement) finder(dialog);
tips();

// The drawer's button is a label; let it be pressed with a key like a button.
document.getElementById("drawer-label")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  /** @type {HTMLElement} */ (event.currentTarget).click();
});
