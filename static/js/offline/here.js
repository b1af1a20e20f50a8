// The outbox and the sender of this browser, for pages and worker alike.
import { key } from './keyring.js';
import { makeLock } from './lock.js';
import { makeOutbox } from './outbox.js';
import * as sealing from './seal.js';
import { makeSender } from './sender.js';
import * as store from './store.js';
import * as transport from './transport.js';

const clock = { now: () => Date.now() };
const uuid = () => crypto.randomUUID();
const channel = new BroadcastChannel('egenplan outbox');
const listeners = new Set();

// What became of something, for every page that is open: { owner, id, outcome, why, errors, next, at }, or only { owner }.
export const listen = (listener) => { listeners.add(listener); return () => listeners.delete(listener); };
channel.onmessage = ({ data }) => listeners.forEach((listener) => listener(data));

export function tell(event) {
  channel.postMessage(event);
  listeners.forEach((listener) => listener(event));
}

export const outbox = makeOutbox({ store, sealing, clock, uuid });
export const sender = makeSender({ outbox, keyFor: (owner) => key(owner), transport, clock, lock: makeLock({ store, clock, uuid }), tell });
