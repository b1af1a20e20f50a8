// The worker, for use without network. Pages are whole without it.
import { afterLoad } from './after-load.js';

const CALM = 3000;
const LOOK_AGAIN = 3600 * 1000; // browsers look for a new version when a page is opened; an app on a phone stays open for days
let looked = Date.now();

export async function register(root) {
  const address = root.querySelector('meta[name="worker"]')?.content;
  if (!address || !('serviceWorker' in navigator)) return;
  const before = await navigator.serviceWorker.getRegistration('/');
  const inOtherWords = before?.active && new URL(before.active.scriptURL).search !== new URL(address, location.href).search;
  // A new version that was ready before this page came takes over now: this page is already new, so nothing on it changes.
  if (before?.waiting) takeOver(before, before.waiting);
  const registration = await navigator.serviceWorker.register(address, { type: 'module' });
  if (inOtherWords) whenWaiting(registration, (worker) => takeOver(registration, worker));
  if (before) watch(root, registration);
  // Shelves that other windows needed when the worker took over lie there until they are gone.
  afterLoad(() => navigator.serviceWorker.controller?.postMessage('tidy'));
}

// Asked when the page has come to rest. Chromium looks once, when it is asked: if the worker before is then still bringing
// something, it lets the new one wait until that one sleeps, and asking again changes nothing.
function takeOver(registration, worker) {
  afterLoad(() => setTimeout(() => { if (registration.waiting === worker) worker.postMessage('take over'); }, CALM));
}

// A version that comes while the page is open, by itself or brought by another window.
function watch(root, registration) {
  const tell = (worker) => import('./new-version.js').then(({ tellIfOld }) => tellIfOld(root, worker)).catch(() => {});
  registration.addEventListener('updatefound', () => whenWaiting(registration, tell));
  navigator.serviceWorker.addEventListener('controllerchange', () => tell(navigator.serviceWorker.controller));
  root.addEventListener('visibilitychange', () => {
    if (root.visibilityState !== 'visible' || Date.now() - looked < LOOK_AGAIN) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
}

function whenWaiting(registration, act) {
  const worker = registration.installing ?? registration.waiting;
  if (worker?.state === 'installed') act(worker);
  else worker?.addEventListener('statechange', () => { if (worker.state === 'installed') act(worker); });
}
