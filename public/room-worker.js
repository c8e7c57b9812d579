/*
 * Opens a room again when the server can't be reached: it keeps the page that reads the room out of
 * this browser, and the files that page needs. It keeps no answer, no drawing and no other page.
 * Registered by app/components/offline/keep-room.ts, removed when the browser is somebody else's.
 */
const PAGE = "/offline";
const PREFIX = "shell ";
const ROOM = /^\/(?:attempts|drills)\/[0-9a-f-]{36}$/;
const ASSET = /^\/(?:assets|excalidraw\/fonts)\/[\w./-]+$/;
/** Of one build; the room needs some eighty. */
const MOST_ASSETS = 400;
const WAIT_MS = 10_000;
/** For this long after a room found no server, its page isn't asked for: a server would lead back. */
const JUST_NOW_MS = 3_000;
let failedAtMs = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (ROOM.test(pathname)) event.respondWith(openRoom(request, pathname));
    if (pathname === PAGE) event.respondWith(openPage(request));
  } else if (ASSET.test(pathname)) {
    event.respondWith(findAsset(request));
  }
});

/** @param {{ build: string, assets: string[] }} loaded what the room's page has loaded */
async function keep(loaded) {
  const { build, assets } = loaded ?? {};
  if (typeof build !== "string" || !Array.isArray(assets)) return;
  const name = PREFIX + build;
  const cache = await caches.open(name);
  const wanted = new Set(assets.filter((path) => typeof path === "string" && ASSET.test(path)));
  if (!(await cache.match(PAGE))) {
    // Without cookies: it is the same for everybody, and nobody's.
    const page = await fetch(PAGE, { credentials: "omit", cache: "no-store" });
    if (!page.ok) return;
    const html = await page.clone().text();
    for (const [path] of html.matchAll(/\/assets\/[\w.-]+\.\w+/g)) wanted.add(path);
    await addAssets(cache, [...wanted]);
    await cache.put(PAGE, page);
  } else {
    await addAssets(cache, [...wanted]);
  }
  const names = await caches.keys();
  const old = names.filter((other) => other.startsWith(PREFIX) && other !== name);
  await Promise.all(old.map((other) => caches.delete(other)));
}

async function addAssets(cache, paths) {
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const missing = paths.filter((path) => !kept.has(path));
  await cache.addAll(missing.slice(0, Math.max(0, MOST_ASSETS - kept.size)));
}

/** The server's answer where there is one; else the room as it was kept. */
async function openRoom(request, pathname) {
  try {
    return await fetchInTime(request);
  } catch (error) {
    if (!(await caches.match(PAGE))) throw error;
    failedAtMs = Date.now();
    return Response.redirect(`${PAGE}?room=${encodeURIComponent(pathname)}`);
  }
}

/** Where the server answers, it leads to the room. */
async function openPage(request) {
  const kept = await caches.match(PAGE);
  if (kept && Date.now() - failedAtMs < JUST_NOW_MS) return kept;
  try {
    return await fetchInTime(request);
  } catch (error) {
    if (!kept) throw error;
    return kept;
  }
}

/** A connection that hangs is none. */
function fetchInTime(request) {
  const tooLate = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), WAIT_MS);
  });
  return Promise.race([fetch(request), tooLate]);
}

async function findAsset(request) {
  return (await caches.match(request)) ?? fetch(request);
}
