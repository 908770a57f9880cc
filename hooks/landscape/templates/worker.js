// @ts-check
// The service worker: keeps the pages that are read, and serves them, or a pack kept on the reader's wish, without a network.
//
// Pages come from the network first. Styles and scripts bear their content's hash in their address, so a page and its
// parts are always of one version, whichever version of this worker serves them. Each version of the site has its shell
// (styles, scripts, the page about reading offline): it takes over when that is whole, and removes those that nothing
// kept needs any more.
"use strict";

/**
 * What hooks/landscape/offline.py tells and packs.
 *
 * @typedef {object} Build
 * @property {string} version
 * @property {string} assets
 * @property {string[]} shell
 * @property {string} place
 * @property {string[]} roots
 *
 * @typedef {object} Index
 * @property {[name: string, bytes: number][]} files
 *
 * @typedef {[head: string[], tail: string]} Frame
 * @typedef {[frame: number, changed: Record<string, string>, middle: string]} Coded
 * @typedef {Record<string, string | Coded>} Shard
 */

/** @type {Build} */
const { version, assets, shell, place, roots } = JSON.parse("{{ build | safe }}");

const PAGES = 60; // read pages that are kept, the last ones
const DATA = 80; // data that pages fetched
const PATIENCE = 4000; // milliseconds after which a kept page is shown though the network may answer yet
const HASHED = /[/.][0-9a-f]{8}[/.]/;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self)); // the type checker takes it for any kind of worker
const scope = new URL(worker.registration.scope);
/** @param {string} kind */
const cacheName = (kind) => `${scope.pathname}${kind}`;
const shellName = cacheName(`shell-${assets}-${version}`);
/** @param {string} path */
const at = (path) => new URL(path, scope).href;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = decodeURI(url.pathname.slice(scope.pathname.length));
  if (path.startsWith(`${place}/`)) return;
  if (path.startsWith("assets/")) event.respondWith(part(event.request, url));
  else if (path === "" || path.endsWith("/")) event.respondWith(read(event, path, "pages", PAGES));
  else if (path.endsWith(".json") && !path.startsWith("data/")) event.respondWith(read(event, path, "data", DATA));
});

async function install() {
  const cache = await caches.open(shellName);
  await Promise.all(
    shell.map(async (path) => {
      const known = HASHED.test(path) && (await caches.match(at(path)));
      const answer = known || (await fetch(at(path), { cache: "reload" }));
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      // In the minutes of a deployment a host may still give the page of the version before.
      if (path.endsWith("/") && !(await answer.clone().text()).includes(`assets/${assets}/`)) throw new Error(`${path} is of another version`);
      await cache.put(at(path), answer);
    }),
  );
  await worker.skipWaiting();
}

async function activate() {
  const needed = new Set();
  const kept = await caches.open(cacheName("pages"));
  for (const request of await kept.keys()) {
    const page = (await (await kept.match(request))?.text()) ?? "";
    needed.add(/assets\/([0-9a-f]{8})\//.exec(page)?.[1]);
  }
  for (const { frames } of await packs()) for (const [head] of frames) needed.add(/assets\/([0-9a-f]{8})\//.exec(head.join("\n"))?.[1]);
  needed.delete(assets);
  const old = (await caches.keys()).filter((key) => key.startsWith(cacheName("shell-")) && key !== shellName);
  await Promise.all(old.filter((key) => !needed.has(key.split("-").at(-2))).map((key) => caches.delete(key)));
  await worker.clients.claim();
}

/** A style, a script or a picture. @param {Request} request @param {URL} url */
async function part(request, url) {
  return (await caches.match(url.origin + url.pathname)) ?? fetch(request);
}

/**
 * A page or the data of one: from the network, or what is kept when that fails or takes too long.
 * @param {FetchEvent} event @param {string} path @param {string} kind @param {number} most
 */
async function read(event, path, kind, most) {
  const { request } = event;
  let answered = false;
  const online = fetch(request).then((answer) => {
    answered = true;
    if (answer.ok && answer.type === "basic" && !answer.redirected && !path.endsWith("offline/")) event.waitUntil(keep(kind, at(path), answer.clone(), most));
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(async () => (!answered && (await local(path))) || online);
  try {
    return await Promise.race([online, late]);
  } catch {
    const found = await local(path);
    if (found) return found;
    if (request.mode !== "navigate") return Response.error();
    const root = roots.filter((start) => path.startsWith(start)).sort((a, b) => b.length - a.length)[0];
    return Response.redirect(at(`${root}offline/?page=${encodeURIComponent(path + new URL(request.url).search)}`));
  }
}

/** @param {string} path */
async function local(path) {
  return (await caches.match(at(path))) ?? (await unpacked(path));
}

/** @param {string} kind @param {string} url @param {Response} answer @param {number} most */
async function keep(kind, url, answer, most) {
  const cache = await caches.open(cacheName(kind));
  await cache.put(url, answer); // which puts it last
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((oldest) => cache.delete(oldest)));
}

// Packs, made by hooks/landscape/offline.py and fetched by assets/js/offline.js

async function packs() {
  const found = [];
  for (const key of (await caches.keys()).filter((name) => name.startsWith(cacheName("pack-")))) {
    const cache = await caches.open(key);
    const index = await cache.match(at(`${place}/${key.split("-").at(-1)}.json`));
    if (!index) continue; // not whole yet
    /** @type {Index} */
    const { files } = await index.json();
    /** @param {number} number */
    const open = async (number) => {
      const file = await cache.match(at(`${place}/${files[number][0]}`));
      return new Response(file?.body?.pipeThrough(new DecompressionStream("gzip"))).json();
    };
    /** @type {Frame[]} */
    const frames = await open(0);
    found.push({ frames, shard: /** @param {string} path @returns {Promise<Shard>} */ (path) => open(1 + spread(path, files.length - 1)) });
  }
  return found;
}

/** @param {string} path */
async function unpacked(path) {
  for (const { frames, shard } of await packs()) {
    const page = (await shard(path))[path];
    if (page === undefined) continue;
    const type = path.endsWith(".json") ? "application/json" : "text/html";
    return new Response(typeof page === "string" ? page : assemble(frames, page), { headers: { "Content-Type": `${type}; charset=utf-8` } });
  }
  return undefined;
}

/** @param {Frame[]} frames @param {Coded} page */
function assemble(frames, [number, changed, middle]) {
  const [head, tail] = frames[number];
  return head.map((line, at) => changed[at] ?? line).join("\n") + middle + tail;
}

/** @param {string} path @param {number} among */
function spread(path, among) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(path)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value % among;
}
