// @ts-check
/**
 * Starts the service worker (hooks/landscape/templates/worker.js), which keeps what is read, and tells when a newer
 * version of this very page has come. The preview of `make serve` has no worker: one left from another site at its
 * address goes.
 */
import { bar } from "./bar.js";
import { recall, root, say } from "./memory.js";

export async function keep() {
  const workers = navigator.serviceWorker;
  if (!say("worker")) {
    const stale = await workers.getRegistration(root);
    if (stale?.scope === root.href) await stale.unregister();
    return;
  }
  let first = !workers.controller;
  workers.addEventListener("controllerchange", async () => {
    const here = location.href.replace(/[?#].*/, "");
    const shown = first ? undefined : await (await caches.match(here))?.text();
    first = false;
    const now = await fetch(here, { cache: "no-cache" }).then((answer) => (answer.ok ? answer.text() : undefined), () => undefined); // which keeps it, too
    if (shown !== undefined && now !== undefined && shown !== now && !document.querySelector(".bar"))
      bar(say("newerName"), say("newer"), [
        [say("newerReload"), () => location.reload()],
        [say("newerLater"), () => {}],
      ]).setAttribute("role", "status");
    if (recall("packs")) (await import("./offline.js")).refresh();
  });
  await workers.register(new URL(say("worker"), location.href), { scope: root.href, updateViaCache: "none" }).catch(() => {}); // a private window may forbid it
}
