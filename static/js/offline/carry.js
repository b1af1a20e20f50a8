// The outbox, drafts and signing out, on every page. Only the listeners are here from the start, so that nothing goes past them;
// what they need is fetched when there is something for it to do. The worker has it where there is no network.
import { afterLoad } from './after-load.js';

const signedIn = () => document.querySelector('meta[name="owner"], meta[name="desk"]');
const WRITTEN = 'main form[method="post" i] :is(textarea, select, input:not([type="hidden"], [type="submit"], [type="button"], [type="reset"], [type="password"], [type="file"]))';
const SIGNS = ['pointerdown', 'focusin', 'keydown'];

export function carry(root) {
  root.addEventListener('submit', atSignOut, { capture: true });
  if (!('indexedDB' in window && crypto.subtle)) return;
  root.addEventListener('submit', atSending);
  // Who has said how they are may lose the network while they do.
  if (root.querySelector('form[data-outbox="check-in"], template[data-at-hand-form]')) fetchEarly();
  else if (root.querySelector('form[data-outbox]')) SIGNS.forEach((sign) => addEventListener(sign, fetchEarly, { once: true, passive: true }));
  if (signedIn() && root.querySelector(WRITTEN)) keepDrafts();
  if (root.querySelector('[data-unsent-page]')) import('./unsent.js').then(({ showUnsent }) => showUnsent(root));
  new BroadcastChannel('egenplan outbox').onmessage = work;
  afterLoad(() => lookHere().catch(() => {}));
}

function atSending(event) {
  const form = event.target.closest('form[data-outbox]');
  if (!form || event.defaultPrevented || 'past' in form.dataset) return;
  event.preventDefault();
  const { submitter } = event; // gone once others have been asked
  import('./take.js').then(({ take }) => take(form, submitter), () => withoutScripts(form, submitter)).finally(() => { delete form.dataset.sending; });
}

// The network went before what saves had come: the form stays as it is, rather than being lost to the browser's page of errors.
async function withoutScripts(form, submitter) {
  const there = await fetch('/healthz', { cache: 'no-store' }).then(({ ok }) => ok, () => false);
  return there ? past(form, submitter) : cannotSave(form);
}

function cannotSave(form) {
  form.querySelector('[data-complaint]')?.remove(); // it stands once, and is read out each time
  form.append(document.querySelector('[data-phrase="cannot-save"]').content.cloneNode(true));
}

// Signing out asks first where something is unsent, and forgets what is kept where no worker does.
function atSignOut(event) {
  const form = event.target;
  if (new URL(form.action).pathname !== '/sign-out' || 'past' in form.dataset) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  import('./sign-out.js').then(({ signOut }) => signOut(form)).catch(() => past(form));
}

// As without scripts; but what is kept on the phone cannot be sent so.
function past(form, submitter) {
  if (form.dataset.outbox && !form.querySelector('[name="csrf_token"]')) return cannotSave(form);
  form.dataset.past = '';
  delete form.dataset.sending;
  return form.requestSubmit(submitter?.isConnected ? submitter : undefined);
}

function fetchEarly() {
  Promise.all([import('./take.js'), import('./at-work.js')]).catch(() => {});
}

function keepDrafts() {
  import('./drafts.js').then((drafts) => drafts.keepDrafts(document)).catch(() => {});
}

// A phone with something on it, or that had something, has more to do than one without; and one with no worker to bring it
// what it needs without network has it fetched while there is one.
async function lookHere() {
  if (document.querySelector('form[data-outbox]') && !(await navigator.serviceWorker?.getRegistration())) fetchEarly();
  const [{ all }, { lost, marked }] = await Promise.all([import('./store.js'), import('./marks.js')]);
  if (signedIn()) import('./keyring.js').then(({ desk, key, owner }) => key(owner() ?? desk())).catch(() => {}); // so that it lies here before it is needed
  if (marked() || lost() || (await all('outbox')).some((row) => row.owner)) work();
  if (signedIn() && (await all('drafts')).length && !document.querySelector(WRITTEN)) keepDrafts();
}

let working;
function work() {
  working ??= import('./at-work.js').then((all) => all.work(document)).catch(() => { working = undefined; });
}
