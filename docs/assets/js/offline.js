// @ts-check
/**
 * The page about reading offline: what is kept, and the buttons that keep or remove the whole catalogue in a language.
 *
 * The build packs it (hooks/landscape/offline.py). Files are named by their content: a refresh fetches only what changed,
 * and the old pack stays until the new is whole.
 *
 * @typedef {{bytes: number, files: [name: string, bytes: number][]}} Index
 */
import { recall, remember, root } from "./memory.js";

const AT_ONCE = 3;

/** @param {string} language */
const address = (language) => new URL(`offline/pack/${language}.json`, root).href;
/** @param {string} language */
const place = (language) => `${root.pathname}pack-${language}`;
const wished = () => (recall("packs") ?? "").split(" ").filter(Boolean);

/** What there is to keep. @param {string} language @returns {Promise<Index>} */
async function offered(language) {
  const answer = await fetch(address(language), { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** What is kept, if it is whole. @param {string} language @returns {Promise<Index | undefined>} */
async function kept(language) {
  return (await caches.has(place(language))) ? (await (await caches.open(place(language))).match(address(language)))?.json() : undefined;
}

/** @param {string} language @param {AbortSignal} [signal] @param {(done: number, all: number) => void} [tell] */
async function download(language, signal, tell = () => {}) {
  const index = await offered(language);
  const cache = await caches.open(place(language));
  const files = index.files.map(([name, bytes]) => /** @type {const} */ ([new URL(name, address(language)).href, bytes]));
  const waiting = [...files];
  let done = 0;
  async function work() {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const [url, bytes] = file;
      signal?.throwIfAborted();
      if (!(await cache.match(url))) {
        const answer = await fetch(url, { signal });
        const content = await answer.blob();
        if (!answer.ok || content.size !== bytes) throw new Error(url);
        await cache.put(url, new Response(content));
      }
      tell((done += bytes), index.bytes);
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    waiting.length = 0;
    if (!(await kept(language))) await remove(language);
    throw error;
  }
  await cache.put(address(language), new Response(JSON.stringify(index)));
  const now = new Set([address(language), ...files.map(([url]) => url)]);
  for (const { url } of await cache.keys()) if (!now.has(url)) await cache.delete(url);
  remember("packs", [...new Set([...wished(), language])].join(" "));
}

/** @param {string} language */
async function remove(language) {
  await caches.delete(place(language));
  remember("packs", wished().filter((other) => other !== language).join(" "));
}

/** Bring what is kept up to date; what fails is tried at the next version. */
export async function refresh() {
  for (const language of wished()) await download(language).catch(() => {});
}

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
  list(document.querySelector("[data-read]"));
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
    else show("absent", told || words.away || "", words.retry ?? "", () => rest());
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

/** The pages that were read and are kept, the last one first. @param {Element | null} place */
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
