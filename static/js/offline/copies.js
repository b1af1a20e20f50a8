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

// What is past its time goes, and the highest time seen is remembered. Answers the rows as they then are. Another page may bring
// or wipe a copy meanwhile, which is never undone.
export async function sweep() {
  await Promise.all((await copies()).map(({ record }) => database.change('copies', record, swept)));
  return copies();
}

function swept(row) {
  if (!row?.data) return undefined;
  if (lease(row) === 'past') return stub(row, 'expired');
  return Date.now() > row.seenAt + SLACK ? { ...row, seenAt: Date.now() } : undefined;
}

const stub = ({ record, owner }, why) => ({ record, owner, gone: why, at: Date.now() });

// Off the phone; what stays says why: 'expired', or 'closed' where the server no longer gives it.
export const drop = (row, why) => database.put('copies', stub(row, why));

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
