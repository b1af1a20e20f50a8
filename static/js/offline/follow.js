// On a page of somebody's own, what is kept for them is brought up to date: when it has opened, comes into view, or gets network.
import { afterLoad } from './after-load.js';

export function follow(root) {
  const mark = root.querySelector('meta[name="owner"], meta[name="desk"]')?.content;
  if (!mark || !('indexedDB' in window)) return;
  // Nothing here is worth a complaint: without network, or where nothing may be kept, the page is as whole as before.
  const again = () => { if (root.visibilityState === 'visible') import('./refresh.js').then(({ refresh }) => refresh(mark)).catch(() => {}); };
  afterLoad(again);
  addEventListener('online', again);
  root.addEventListener('visibilitychange', again);
}
