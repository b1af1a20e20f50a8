// Plans kept on this phone: one row a record, sealed with its owner's key and dated. A row without `data` says what became of it.
import { forget } from './keyring.js';
import { LEFT } from './leaving.js';
import { seal, unseal } from './seal.js';
import * as database from './store.js';

export const LEASE = 72 * 3600 * 1000;
// Phones set their clocks by themselves, and now and then a little back.
const SLACK = 2 * 60 * 1000;
const CHOSEN = 'chosen';

const isCopy = (row) => row.owner && row.record !== CHOSEN;
const boundTo = ({ owner, record }) => `copy ${owner} ${record}`;

export const copies = async () => (await database.all('copies')).filter(isCopy);
export const copy = (record) => database.get('copies', record);

// `content` as the server gave it, or nothing where it gave nothing new; both are contact, from which the lease runs.
export async function keep(key, row, content) {
  const now = Date.now();
  const sealed = content ? await seal(key, content, boundTo(row)) : {};
  const { record, owner, etag, iv, data } = { ...row, ...sealed };
  await database.put('copies', { record, owner, etag, iv, data, contactAt: now, seenAt: now });
}

export const read = (key, row) => unseal(key, row, boundTo(row));

// 'good'; 'past' after 72 hours without contact; 'unsure' where the clock has been set back, which must not win time.
export function lease(row, now = Date.now()) {
  if (Math.max(now, row.seenAt) - row.contactAt > LEASE) return 'past';
  return now < row.seenAt - SLACK ? 'unsure' : 'good';
}

// What is past its time goes, and the highest time seen is remembered. Answers the rows as they then are.
export async function sweep() {
  const rows = await copies();
  return Promise.all(rows.map(async (row) => {
    if (!row.data) return row;
    if (lease(row) === 'past') return drop(row, 'expired');
    const seen = { ...row, seenAt: Math.max(Date.now(), row.seenAt) };
    if (seen.seenAt !== row.seenAt) await database.put('copies', seen);
    return seen;
  }));
}

// Off the phone; what stays says why: 'expired', or 'closed' where the server no longer gives it.
export async function drop({ record, owner }, why) {
  const stub = { record, owner, gone: why, at: Date.now() };
  await database.put('copies', stub);
  return stub;
}

export const forgetCopy = (record) => database.remove('copies', record);

// Everybody's copies, and the keys that open them; `but` is who may keep their key. What is not yet sent stays, sealed, for its
// owner to come back to, and so does the mark of a sign-out that the server does not know of.
export async function wipe({ but } = {}) {
  for (const { record } of await database.all('copies')) if (record !== LEFT) await database.remove('copies', record);
  for (const { owner } of await database.all('keys')) if (owner !== but) await forget(owner);
}

// The records whose plans `owner` keeps on this phone, as the server said at sign-in; nothing where it has not been asked.
export async function chosen(owner) {
  const row = await database.get('copies', CHOSEN);
  return row?.owner === owner ? row.records : null;
}

export const setChosen = (owner, records) => database.put('copies', { record: CHOSEN, owner, records });
