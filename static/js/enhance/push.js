// Notifications: fetched only where somebody is signed in and this browser could have them, or on the page about them.
export function push(root) {
  if (root.querySelector('meta[name="egenplan-push"]') && 'PushManager' in window) {
    import('../push/sync.js').then(({ sync }) => sync(root)).catch(() => {});
  }
  const box = root.querySelector('[data-push-here]');
  if (box) import('../push/here.js').then(({ here }) => here(box)).catch(() => {});
}
