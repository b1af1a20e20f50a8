// One key for each person on each phone. The key itself cannot be taken out of the browser; after sign-out only the phone's
// name for it stays, so that the same person gets the same key back, and nobody else does.
import { hasLeft } from './leaving.js';
import { importKey } from './seal.js';
import * as database from './store.js';

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content || null;

// The opaque mark of the patient or relative whose page this is; null where nobody is signed in, or somebody at work.
export const owner = () => meta('owner');

// The same for health personnel at work: they have drafts, and nothing else, on this machine.
export const desk = () => meta('desk');

// The key of the one who is signed in. Errors: where it is not here and the server cannot be reached.
export async function key(mark = owner()) {
  if (!mark) throw new Error('nobody is signed in');
  return (await kept(mark))?.key ?? fetchKey(mark);
}

// The key of somebody if it lies here, without asking anyone.
export const keyHere = async (mark) => (await kept(mark))?.key ?? null;

// After sign-out: what is kept for `mark` can no longer be read here, until they sign in again. A key that was asked for before
// and is still on its way is not taken in.
export const forget = (mark) => database.change('keys', mark, (row) => ({ owner: mark, phone: row?.phone, contactAt: row?.contactAt, left: crypto.randomUUID() }));

export const contact = (mark, at) => database.change('keys', mark, (row) => (row ? { ...row, contactAt: at } : undefined));

const kept = (mark) => database.get('keys', mark);
const asking = new Map();

function fetchKey(mark) {
  if (!asking.has(mark)) asking.set(mark, ask(mark).finally(() => asking.delete(mark)));
  return asking.get(mark);
}

async function ask(mark) {
  const before = await kept(mark);
  // Signed out in this window or another, and the server does not know yet: it would give it.
  if (await hasLeft()) throw new Error('signed out');
  const { token } = await json(await fetch('/phone', { cache: 'no-store' }));
  const body = new URLSearchParams({ phone: before?.phone ?? '' });
  const headers = { 'X-CSRFToken': token };
  const given = await json(await fetch('/phone/key', { method: 'POST', headers, body, redirect: 'error' }));
  if (given.owner !== mark) throw new Error('somebody else is signed in');
  const row = { owner: mark, phone: given.phone, key: await importKey(given.key), contactAt: Date.now() };
  // Another tab may have been first: what is sealed with its key must stay readable. Or they have signed out meanwhile.
  const sameVisit = (now) => now?.left === before?.left;
  const taken = await database.change('keys', mark, (now) => (now?.key ? now : sameVisit(now) && row));
  if (!taken) throw new Error('signed out');
  return taken.key;
}

function json(answer) {
  if (!answer.ok) throw new Error(`no key: ${answer.status}`);
  return answer.json();
}
