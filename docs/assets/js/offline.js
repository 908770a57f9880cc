// @ts-check
/** The page about reading offline: what is kept, and the buttons that keep or remove the whole catalogue. */
import { root } from "./memory.js";
import { download, kept, offered, remove } from "./pack.js";

/** @param {number} bytes */
const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** @param {HTMLElement} box */
export async function offline(box) {
  const words = box.dataset;
  const missing = new URLSearchParams(location.search).get("page");
  if (missing !== null) {
    const target = new URL(missing, root);
    const note = line("p", "note", "");
    const link = document.createElement("a");
    if (target.origin === root.origin) link.href = target.href;
    link.textContent = words.again ?? "";
    note.append(`${(words.missing ?? "").replace("{page}", decodeURI(missing) || "/")} `, link);
    document.querySelector("article h1")?.after(note);
  }
  if (!("serviceWorker" in navigator) || !words.languages) {
    box.append(line("p", "note", words.unable ?? ""));
    return;
  }
  for (const pair of words.languages.split(" ")) {
    const [language, name] = pair.split("=");
    pack(box.appendChild(line("div", "pack", "")), language, name, words);
  }
  list(/** @type {HTMLElement | null} */ (document.querySelector("[data-kept]")));
}

/** @param {string} tag @param {string} kind @param {string} text */
function line(tag, kind, text) {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}

/** @param {HTMLElement} row @param {string} language @param {string} name @param {DOMStringMap} words */
async function pack(row, language, name, words) {
  const title = line("b", "", name);
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", name);
  const status = line("span", "sub", "");
  status.setAttribute("role", "status");
  const button = /** @type {HTMLButtonElement} */ (line("button", "button", ""));
  button.type = "button";
  row.append(title, status, bar, button);
  /** @type {() => void} */
  let press = () => {};
  button.addEventListener("click", () => press());

  /** @param {string} state @param {string} told @param {string} label @param {() => void} then */
  function show(state, told, label, then) {
    row.dataset.state = state;
    bar.hidden = state !== "loading";
    status.textContent = told;
    button.textContent = label.replace("{name}", name);
    button.setAttribute("aria-label", `${button.textContent}: ${name}`);
    press = then;
  }

  async function rest(told = "") {
    const have = await kept(language);
    if (have) return show("kept", (words.kept ?? "").replace("{size}", size(have.bytes)), words.remove ?? "", () => remove(language).then(() => rest(words.removed)));
    const offer = await offered(language).catch(() => undefined);
    if (offer) show("absent", told || size(offer.bytes), (words.keep ?? "").replace("{size}", size(offer.bytes)), load);
    else show("absent", words.failed ?? "", words.retry ?? "", () => rest());
  }

  async function load() {
    const stop = new AbortController();
    bar.removeAttribute("value");
    show("loading", words.loading ?? "", words.stop ?? "", () => stop.abort());
    navigator.storage?.persist?.();
    try {
      await download(language, stop.signal, (done, all) => {
        bar.max = all;
        bar.value = done;
        bar.title = `${size(done)} / ${size(all)}`;
      });
      await rest();
    } catch {
      await rest(stop.signal.aborted ? words.stopped : words.failed);
    }
  }

  await rest();
}

/** The pages that were read and are kept, the last one first. @param {HTMLElement | null} place */
async function list(place) {
  if (!place) return;
  const cache = await caches.open(`${root.pathname}pages`);
  for (const request of [...(await cache.keys())].reverse()) {
    const text = (await (await cache.match(request))?.text()) ?? "";
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = new DOMParser().parseFromString(/<title>.*?<\/title>/s.exec(text)?.[0] ?? "", "text/html").title || request.url;
    link.lang = /<html[^>]*lang="(\w+)"/.exec(text)?.[1] ?? "";
    const item = document.createElement("li");
    item.append(link);
    place.append(item);
  }
}
