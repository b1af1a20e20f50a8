// When to send: when a page opens, comes into view, hears of network, and again after a while as long as something waits.
// What the browser says of the network is a reason to try, never one not to.
import { outbox, sender } from './here.js';
import { unsent } from './outbox.js';

const FIRST = 5_000;
const LONGEST = 5 * 60_000;
const ASK_EVERY = 6 * 3600 * 1000; // how often the server is asked whether it still has what was sent
let delay = FIRST;
let timer;

export async function wake(root) {
  addEventListener('online', soon);
  root.addEventListener('visibilitychange', () => { if (root.visibilityState === 'visible') soon(); });
  const rows = await outbox.rows();
  const asked = Number(localStorage.getItem('egenplan-asked'));
  const ask = rows.length > 0 && !(Math.abs(Date.now() - asked) < ASK_EVERY);
  if (rows.some(unsent) || ask) {
    if ((await sender.send({ again: true })) === 'sent') localStorage.setItem('egenplan-asked', Date.now());
    await plan();
  }
}

function soon() {
  delay = FIRST;
  go();
}

async function go() {
  clearTimeout(timer);
  if ((await outbox.rows()).some((row) => row.state === 'waiting')) await sender.send();
  await plan();
}

// Tries again later, less and less often, and not in step with everybody else's phone.
export async function plan() {
  clearTimeout(timer);
  if (!(await outbox.rows()).some((row) => row.state === 'waiting')) { delay = FIRST; return; }
  timer = setTimeout(go, delay * (0.5 + Math.random()));
  delay = Math.min(delay * 2, LONGEST);
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('outbox').catch(() => {});
}
