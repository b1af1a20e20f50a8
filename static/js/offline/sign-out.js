// Signing out with something unsent asks first. What is kept stays for its owner alone; the drafts of somebody at work do not stay.
import { wipe } from './copies.js';
import { desk, forget, owner } from './keyring.js';
import { unsent } from './outbox.js';
import * as database from './store.js';

const hasWorker = () => Boolean(navigator.serviceWorker?.controller);

export async function signOut(form) {
  const own = owner() ? (await database.all('outbox')).filter((row) => row.owner === owner() && unsent(row)) : [];
  if (own.length) return location.assign('/unsent#leaving');
  return close().finally(() => go(form));
}

// Signs out now, whatever waits: it stays for its owner. Errors: where neither the server nor a worker hears it.
export async function leave(form) {
  await close();
  // The token of a page that was kept is nobody's. The worker fetches its own, and tells the server later where it must.
  if (!hasWorker()) form.querySelector('[name="csrf_token"]').value = (await (await fetch('/phone', { cache: 'no-store' })).json()).token;
  go(form);
}

// What lies here can no longer be read. The worker forgets the rest; where none stands between, the page does it before it sends.
async function close() {
  if (desk()) await forgetDrafts();
  if (owner() ?? desk()) await forget(owner() ?? desk());
  if (!hasWorker()) await wipe();
}

async function forgetDrafts() {
  for (const row of await database.all('drafts')) if (row.owner === desk()) await database.remove('drafts', row.place);
}

function go(form) {
  form.dataset.past = '';
  form.requestSubmit();
}
