// A check-in, or what was done or skipped, goes by way of the outbox: kept on the phone first, then sent at once. Where it cannot
// be kept the form is sent as without scripts.
import * as after from './after.js';
import { dropDraft } from './draft-place.js';
import { listen, outbox, sender, tell } from './here.js';
import { key, owner } from './keyring.js';
import * as overlay from './overlay.js';
import { asks } from './numbers.js';
import { phrase } from './phrases.js';
import { complain, place, written } from './read-form.js';
import * as database from './store.js';
import { plan } from './wake.js';

const PATIENCE = 2500; // so long the page waits for the server before it says what lies on the phone

export async function take(form, submitter) {
  const { record } = place(form);
  const mark = owner() ?? (await database.get('copies', record))?.owner;
  const item = written(form, submitter, mark);
  if (item.kind === 'check-in' && !item.content.zone && !item.content.worried) return complain(form, phrase('choose'));
  if (item.kind === 'check-in' && asks(form, item)) return undefined;
  const row = await key(mark).then((opener) => outbox.save(opener, item)).catch(() => null);
  if (!row) return past(form, submitter);
  askToPersist();
  tell({ owner: mark });
  dropDraft(form).catch(() => {});
  const shown = item.kind === 'check-in' ? after.shown : overlay.shown;
  const answer = answered(row.id);
  const red = item.content.zone === 'red';
  const view = red ? shown(form, { ...item, id: row.id }) : null; // whom to call stands there before anything is waited for
  // About red nobody is asked anything: the form is gone from the page, and the clinic is to have it as it was typed.
  const sending = sender.send({ present: red ? [] : [row.id] }).catch(() => null);
  const result = await Promise.race([answer, sending.then((went) => ({ went })), late(PATIENCE).then(() => ({}))]);
  if (result.outcome === 'invalid') return past(form, submitter);
  if (result.next && !view) return go(result.next);
  const page = view ?? shown(form, { ...item, id: row.id });
  page.became(result);
  listen((event) => { if (event.id === row.id) page.became(event); });
  return plan();
}

const late = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
const answered = (id) => new Promise((resolve) => {
  const stop = listen((event) => { if (event.id === id) { stop(); resolve(event); } });
});

// The form as without scripts: the server asks what it has to ask, with everything still filled in.
function past(form, submitter) {
  if (!form.querySelector('[name="csrf_token"]')) return complain(form, phrase('cannot-save'));
  form.dataset.past = '';
  delete form.dataset.sending;
  return form.requestSubmit(submitter?.isConnected ? submitter : undefined);
}

function go(next) {
  const address = new URL(next, location.href);
  const here = address.pathname === location.pathname;
  location.assign(address);
  if (here) location.reload();
}

function askToPersist() {
  if (!localStorage.getItem('egenplan-persist')) navigator.storage?.persist?.().then((kept) => localStorage.setItem('egenplan-persist', kept ? 'yes' : 'no'));
}
