// What the first look at a page does not need waits until that has been had.
export function afterLoad(act) {
  if (document.readyState === 'complete') setTimeout(act, 0);
  else addEventListener('load', () => setTimeout(act, 0), { once: true });
}
