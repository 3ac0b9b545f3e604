/*
 * Part of the service worker (vite.config.ts): keeps the public tables on this computer. They are kept apart from the tool
 * itself, because an operator may renew them without a new version of the tool: tables/pieces.js then differs, the browser
 * takes that for a new service worker, and the page offers it. Until the person takes it, every page goes on with one set of
 * tables, that of this worker.
 */
const { version, pieces } = self.tables;
const cacheName = `tables-${version}`;

/** What every check needs, fetched in the background; the others are kept once they have been used. */
const needed = /^(?:specification|organisation|registry|configuration\/.+)$/;

self.addEventListener("install", (event) => event.waitUntil(keepTables()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isTable = url.origin === self.location.origin && /^\/tables\/.+\.json$/.test(url.pathname);
  // Asked past every cache, to see whether the server has newer ones.
  if (request.method !== "GET" || !isTable || request.cache === "no-store") return;
  event.respondWith(answer(request, pieceAt(url.pathname)));
});

function pieceAt(path) {
  return path.slice("/tables/".length, -".json".length);
}

async function answer(request, piece) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(addressOf(piece));
  if (kept) return kept;
  const response = await fetch(request, { cache: "no-cache" });
  // What the server has renewed meanwhile is used, for there is no other, but not kept among those of this set.
  if (response.ok && (await isOfThisSet(response.clone(), piece))) {
    await cache.put(addressOf(piece), response.clone()).catch(() => {});
  }
  return response;
}

/** Fails when a table is not of this set: the server is just being renewed, and the browser tries again later. */
async function keepTables() {
  const cache = await caches.open(cacheName);
  const before = (await caches.keys()).filter((name) => /^tables-/.test(name) && name !== cacheName);
  await Promise.all(Object.keys(pieces).map((piece) => carryOver(piece, before, cache)));
  for (const piece of ["manifest", ...Object.keys(pieces).filter((name) => needed.test(name))]) {
    if (await cache.match(addressOf(piece))) continue;
    const response = await fetch(addressOf(piece), { cache: "no-cache" });
    if (!response.ok || !(await isOfThisSet(response.clone(), piece))) {
      throw new Error(`${addressOf(piece)} is not of the tables ${version}`);
    }
    await cache.put(addressOf(piece), response);
  }
}

/** A table that has not changed is not fetched again. */
async function carryOver(piece, before, cache) {
  for (const name of before) {
    const kept = await (await caches.open(name)).match(addressOf(piece));
    if (kept && (await isOfThisSet(kept.clone(), piece))) {
      await cache.put(addressOf(piece), kept);
      return;
    }
  }
}

async function isOfThisSet(response, piece) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hash === (piece === "manifest" ? self.tables.manifest : pieces[piece]);
}

function addressOf(piece) {
  return `/tables/${piece}.json`;
}

async function forgetOthers() {
  const names = (await caches.keys()).filter(
    (name) => name === "tables" || (/^tables-/.test(name) && name !== cacheName),
  );
  await Promise.all(names.map((name) => caches.delete(name)));
}
