// @ts-check
/**
 * The whole catalogue in one language, packed by the build (hooks/landscape/offline.py) and kept on the reader's wish.
 * Files are named by their content: a refresh fetches only what changed, and the old pack stays until the new is whole.
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
export async function offered(language) {
  const answer = await fetch(address(language), { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** What is kept, if it is whole. @param {string} language @returns {Promise<Index | undefined>} */
export async function kept(language) {
  return (await caches.has(place(language))) ? (await (await caches.open(place(language))).match(address(language)))?.json() : undefined;
}

/** @param {string} language @param {AbortSignal} [signal] @param {(done: number, all: number) => void} [tell] */
export async function download(language, signal, tell = () => {}) {
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
export async function remove(language) {
  await caches.delete(place(language));
  remember("packs", wished().filter((other) => other !== language).join(" "));
}

/** Bring what is kept up to date; what fails is tried at the next version. */
export async function refresh() {
  for (const language of wished()) await download(language).catch(() => {});
}
