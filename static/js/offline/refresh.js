// Kept plans follow the server: asked for when a page opens, comes back into view or gets network, now and then and not oftener.
import * as copies from './copies.js';
import { key } from './keyring.js';
import { hasLeft, tellServer } from './leaving.js';
import * as database from './store.js';

const ASK_AGAIN = 15 * 60 * 1000;
// The server says that this is not (or no longer) to be kept here: not one's to see, or no longer chosen. What stands in front of it
// may say the same of everything, and is not believed.
const CLOSED = new Set([403, 404, 410]);
const isOurs = (answer) => answer.headers.get('Egenplan') === 'copy';

// `owner` is whose page this is. Somebody else's copies do not outlive it.
export function refresh(owner, { now = false } = {}) {
  const work = () => bringUpToDate(owner, now);
  // Two tabs, or two reasons at once, would else ask twice and undo each other.
  return navigator.locks ? navigator.locks.request('copies', work) : work();
}

async function bringUpToDate(owner, now) {
  if (await hasLeft()) return tellServer();
  await copies.sweep();
  const records = await wanted(owner);
  const phone = (await database.get('keys', owner))?.phone;
  for (const record of records) {
    const row = await copies.copy(record);
    if (now || !row?.contactAt || Date.now() - row.contactAt > ASK_AGAIN || Date.now() < row.contactAt) {
      await ask(owner, phone, record, row);
    }
  }
  return undefined;
}

async function wanted(owner) {
  const known = await copies.chosen(owner);
  if (known) return known;
  await copies.wipe({ but: owner });
  const phone = (await database.get('keys', owner))?.phone;
  const answer = phone && (await fetch(`/phone/copies?phone=${phone}`, { cache: 'no-store', redirect: 'error' }));
  if (answer && !answer.ok) return [];
  const records = answer ? (await answer.json()).records : [];
  await copies.setChosen(owner, records);
  return records;
}

async function ask(owner, phone, record, row) {
  const headers = row?.data ? { 'If-None-Match': row.etag } : {};
  const answer = await fetch(`/records/${record}/offline-snapshot?phone=${phone}`, { headers, cache: 'no-store' });
  if (!isOurs(answer)) return null;
  if (answer.status === 304) return copies.keep(await key(owner), row);
  if (CLOSED.has(answer.status)) return close(owner, record, answer.status);
  if (answer.status === 401) return ((await answer.json()).session === 'ended' ? copies.wipe() : null);
  if (!answer.ok) return null;
  const content = await answer.json();
  if (content.owner !== owner) return null;
  return copies.keep(await key(owner), { record, owner, etag: answer.headers.get('ETag') }, content);
}

async function close(owner, record, status) {
  await copies.drop({ record, owner }, status === 410 ? 'ended' : 'closed');
  await copies.setChosen(owner, (await copies.chosen(owner) ?? []).filter((each) => each !== record));
}
