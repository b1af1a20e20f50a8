// What is kept here is brought up to date on a page of somebody's own, and looked after on every other: when the page has opened,
// comes into view, or gets network.
import { afterLoad } from './after-load.js';

export function follow(root) {
  const mark = root.querySelector('meta[name="owner"], meta[name="desk"]')?.content;
  if (!('indexedDB' in window)) return;
  const act = () => (mark ? import('./refresh.js').then(({ refresh }) => refresh(mark)) : import('./lapse.js').then(({ lapse }) => lapse()));
  // Nothing here is worth a complaint: without network, or where nothing may be kept, the page is as whole as before.
  const again = () => { if (root.visibilityState === 'visible') act().catch(() => {}); };
  afterLoad(again);
  addEventListener('online', again);
  root.addEventListener('visibilitychange', again);
}
