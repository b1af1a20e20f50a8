// "Keep the plan on this phone": the choice is the server's to know, the copy is the phone's.
import * as copies from './copies.js';
import { key, owner } from './keyring.js';
import { refresh } from './refresh.js';
import * as database from './store.js';
import { when } from './words.js';

export function offerChoice(root) {
  const place = root.querySelector('[data-keeping]');
  const record = place.dataset.keeping;
  const state = (name) => place.querySelectorAll('[data-state]').forEach((each) => { each.hidden = each.dataset.state !== name; });
  const look = async () => {
    const kept = (await copies.chosen(owner()))?.includes(record);
    state(kept ? 'on' : 'off');
    if (kept) tellAge(root, place, await copies.copy(record));
  };
  place.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await choose(event.target, record);
      await look();
    } catch {
      await look().catch(() => {});
      place.querySelector('[data-state="failed"]').hidden = false;
    }
    delete event.target.dataset.sending;
  });
  if (!window.crypto?.subtle || !window.indexedDB) return state('impossible');
  return refresh(owner()).catch(() => {}).then(look).catch(() => state('impossible'));
}

async function choose(form, record) {
  const mark = owner();
  await key(mark);
  await refresh(mark).catch(() => {});
  const { phone } = await database.get('keys', mark);
  const body = new FormData(form);
  body.set('phone', phone);
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(body), redirect: 'error' });
  if (!answer.ok) throw new Error(`not chosen: ${answer.status}`);
  const others = (await copies.chosen(mark) ?? []).filter((each) => each !== record);
  if (form.dataset.keep === 'on') {
    // The browser then asks before it clears what is kept here, or promises not to.
    navigator.storage?.persist?.();
    await copies.setChosen(mark, [...others, record]);
    await refresh(mark, { now: true });
  } else {
    await copies.setChosen(mark, others);
    await copies.forgetCopy(record);
  }
}

function tellAge(root, place, row) {
  const line = place.querySelector('[data-as-of]');
  line.hidden = !row?.data;
  if (row?.data) line.textContent = line.dataset.asOf.replace('{when}', when(row.contactAt, root.documentElement.lang));
}
