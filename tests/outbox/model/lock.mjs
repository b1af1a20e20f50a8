// The lock of browsers that have none: two senders over one store, from the product's own files. Prints how often it was sent.
import { makeLock } from '../../../static/js/offline/lock.js';
import { MemoryStore } from './phone.mjs';
import { load } from './run.mjs';
import { simple } from './sealing.mjs';

const { makeOutbox, makeSender } = await load();
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
let count = 0;
const uuid = () => `id ${count += 1}`;

// `held`: a lock that a tab left lying, until that moment. Answers how many letters went, and how long the sending took by `clock`.
async function sent({ locked, held }) {
  const store = new MemoryStore();
  const clock = { now: () => Date.now() };
  const outbox = makeOutbox({ store, sealing: simple, clock, uuid });
  let letters = 0;
  const deliver = async (record, body) => {
    letters += 1;
    await pause(30);
    return { status: 200, body: { owner: 'A', now: new Date().toISOString(), missing: [], results: body.items.map(({ id }) => ({ id, outcome: 'new' })) } };
  };
  const transport = { who: async () => ({ owner: 'A', token: 't', now: new Date().toISOString() }), deliver };
  const sender = () => makeSender({ outbox, keyFor: async () => 'key', transport, clock, lock: locked ? makeLock({ store, clock, uuid, locks: null }) : (run) => run(async () => {}) });
  await outbox.save('key', { id: uuid(), kind: 'check-in', owner: 'A', record: 'R', measured_at: new Date().toISOString(), content: { zone: 'red' } });
  if (held) await store.put('outbox', { id: 'lock', by: 'a tab that died', until: Date.now() + held });
  const began = Date.now();
  const went = await Promise.all([sender().send(), sender().send()]);
  const [row] = await outbox.of('A');
  return { letters, state: row.state, went: went.sort(), waited: Date.now() - began, free: (await store.get('outbox', 'lock'))?.until === 0 };
}

const HOUR = 3600_000;
console.log(JSON.stringify({
  together: await sent({ locked: true }),
  without: await sent({ locked: false }), // so that it is known that the lock is what keeps it to one
  held: await sent({ locked: true, held: 400 }),
  'clock set back': await sent({ locked: true, held: HOUR }), // no lease is so long: the clock was set since
}));
