// @ts-check
/**
 * The language switch keeps query and fragment, where pages keep their state. A reader whose browser asks for the other
 * language first is offered it, in that language, until they choose; nobody is redirected.
 */
import { bar } from "./bar.js";
import { recall, remember, say } from "./memory.js";

/** @param {HTMLAnchorElement} link the language switch */
export function languages(link) {
  const plain = link.href;
  const here = document.documentElement.lang;
  const there = link.dataset.language ?? "";
  const address = () => (link.href = plain + location.search + location.hash);
  for (const moment of ["focus", "pointerdown", "contextmenu", "click"]) link.addEventListener(moment, address);
  link.addEventListener("click", () => remember("language", there));

  const first = navigator.languages.map((tag) => tag.split("-")[0]).find((tag) => tag === here || tag === there);
  if (first !== there || recall("language") || document.querySelector(".lost")) return;
  const note = bar(say("offerName"), say("offer"), [
    [say("offerGo"), address()],
    [say("offerStay"), () => remember("language", here)],
  ]);
  note.lang = there;
  const go = note.querySelector("a");
  go?.addEventListener("click", () => {
    go.href = address();
    remember("language", there);
  });
}
