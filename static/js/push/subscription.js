// This browser's own subscription to notifications (W3C Push API). Nothing here asks a server of ours.
export const PATIENCE = 10_000;

export const supported = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

// The subscription there is, or nothing. Never asks for leave.
export async function current() {
  const registration = await navigator.serviceWorker.getRegistration();
  return registration ? registration.pushManager.getSubscription() : null;
}

// Errors: 'silent' where the browser or its push service never answers, as behind some walls; else what the browser threw.
export async function subscribe(key) {
  const registration = await within(navigator.serviceWorker.ready);
  const before = await registration.pushManager.getSubscription();
  if (before && keyOf(before) !== key) await before.unsubscribe();
  return within(registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) }));
}

// What the server is told, by the names its form has.
export function described(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, ...keys, application_key: keyOf(subscription), time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '' };
}

// The public key of ours that it was made with.
export function keyOf(subscription) {
  const raw = String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey ?? []));
  return btoa(raw).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytes(key) {
  return Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
}

function within(promise) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('silent')), PATIENCE); });
  return Promise.race([promise, late]);
}
