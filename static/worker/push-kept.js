// Keeping the server's knowledge of where notifications go when no page is open, and ending it with the sign-out.

addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

// Whoever takes the phone next gets nothing that was another's, also where the sending of the form fails.
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'POST' || new URL(request.url).pathname !== '/sign-out') return;
  event.waitUntil(registration.pushManager.getSubscription().then((subscription) => subscription?.unsubscribe()).catch(() => {}));
});

export async function token() {
  return (await fetch('/notifications/token')).json();
}

// With nobody signed in the old subscription's secret is the proof; where the browser tells us none, the next page load mends it.
async function renew(event) {
  const { token: csrf_token, key } = await token();
  if (!key) return;
  const fresh = await subscribed(event.newSubscription, key);
  if (!event.oldSubscription) return;
  const old = event.oldSubscription.toJSON();
  const { endpoint, keys } = fresh.toJSON();
  const application_key = text(fresh.options.applicationServerKey);
  const body = { csrf_token, endpoint, ...keys, application_key, old_endpoint: old.endpoint, old_auth: old.keys.auth };
  await fetch('/notifications/renew', { method: 'POST', body: new URLSearchParams(body) });
}

// With the key that is ours now: the one before may have been taken back, and nothing could be sent by it.
async function subscribed(offered, key) {
  if (offered && text(offered.options.applicationServerKey) === key) return offered;
  await offered?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

function bytes(key) {
  return Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
