// What anybody may have on their phone: pages about nobody, and what they are drawn with. Nothing else is ever put here.
// The list comes with the worker's own address, written by the server. A page is asked for without cookies, so that it
// cannot be anybody's; and what the server says must not be stored is not.
const TYPES = /^(text\/(html|css|javascript)|application\/manifest\+json|image\/svg\+xml)\b/;
let list;

export function keep(given) {
  list = given;
}

export const isPage = (path) => list.pages.includes(path);
export const isAsset = (path) => list.assets.includes(path) || isOlder(path);
// Pages of this worker's own shelf only, which is not made anew where it has been cleared.
export const find = (path) => (isOlder(path) ? findOlder(path) : caches.match(path, { cacheName: list.name, ignoreVary: true }));
const isShelf = (name) => name.startsWith('shell-');
// A window that is still an older page fetches its scripts by their older addresses.
const isOlder = (path) => /^\/static\/.*\.(css|js|svg)$/.test(path) && !list.assets.includes(path);

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(tidy().then(() => clients.claim())));
// A new worker waits until a page that came after it says so, and reloads none: nothing changes under anybody's hands. A page that
// came before it asks which version it is.
addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
  if (event.data === 'tidy') event.waitUntil(tidy());
  if (event.data === 'which version') event.ports[0].postMessage(list.version);
});

async function fill() {
  const cache = await caches.open(list.name);
  try {
    await Promise.all([
      ...[...list.pages, ...list.spare].map((path) => put(cache, path, `${path}?lang=${list.language}`, { credentials: 'omit', cache: 'reload' })),
      ...list.assets.map((path) => put(cache, path, path, { credentials: 'omit' })),
    ]);
  } catch (error) {
    await caches.delete(list.name);
    throw error;
  }
}

async function put(cache, path, address, settings) {
  const answer = await fetch(address, settings);
  const head = (name) => answer.headers.get(name) ?? '';
  const good = answer.ok && answer.type === 'basic' && !answer.redirected && TYPES.test(head('Content-Type'));
  if (!good || /no-store/.test(head('Cache-Control'))) throw new TypeError(`${path} may not be kept`);
  await cache.put(path, answer);
}

async function findOlder(path) {
  for (const cacheName of (await caches.keys()).filter(isShelf)) {
    const found = await caches.match(path, { cacheName });
    if (found) return found;
  }
  return undefined;
}

// What is on no shelf of ours goes at once; another shelf, once no window can be of an older page and no newer worker fills its own.
// The names are read first: a shelf among them that is newer has a worker by then.
async function tidy() {
  const names = await caches.keys();
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const needed = windows.length > 1 || registration.installing || registration.waiting;
  for (const name of names) if (name !== list.name && !(needed && isShelf(name))) await caches.delete(name);
}
