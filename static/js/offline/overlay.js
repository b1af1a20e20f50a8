// What was done or skipped and is not sent yet, in the place of its buttons.
import { listen, outbox } from './here.js';
import { keyHere, owner } from './keyring.js';
import { unsent } from './outbox.js';
import { part, phrase, status } from './phrases.js';
import { place, what } from './read-form.js';
import * as database from './store.js';
import { words } from './after.js';

const standing = new WeakMap(); // the page's own form → what stands in its place
const undoes = new WeakMap(); // a form that undoes → the page's own form

// An answer can be undone before it is sent as after: the undoing is an item of its own, after the answer. Then the page's own
// buttons are there again. Whoever put it there, it follows what becomes of the item.
export function shown(form, { id, content }) {
  const own = undoes.get(form) ?? form;
  const undone = content.state === 'open';
  standing.get(own)?.forEach((each) => each.remove());
  const said = document.createElement('div');
  said.setAttribute('role', 'status');
  said.dataset.truth = '';
  const parts = undone ? [said] : [said, undoing(own)];
  own.hidden = !undone || Boolean(own.querySelector('button[value="open"]'));
  own.after(...parts);
  standing.set(own, parts);
  const became = (event) => said.replaceChildren(undone && !event.outcome && event.went !== 'signed-out' ? status('saved', phrase('undone')) : words(event));
  became({});
  listen((event) => { if (event.id === id) became(event); });
  return { became };
}

function undoing(form) {
  const undo = form.cloneNode(true);
  const button = part('undo', { text: phrase('undo') });
  button.setAttribute('aria-label', phrase('undo-what', { what: what(form) }));
  undo.querySelectorAll('button, textarea').forEach((each) => each.remove());
  undo.append(button);
  delete undo.dataset.sending; // the answer itself was on its way when this was made
  undo.hidden = false;
  undoes.set(undo, form);
  return undo;
}

// Other answers may still be given: only the buttons of what waits are gone.
export async function markAnswered(root) {
  const forms = [...root.querySelectorAll('form[data-outbox="answer"]')];
  const mark = owner() ?? (await database.get('copies', place(forms[0]).record))?.owner;
  const key = mark && await keyHere(mark);
  if (!key) return;
  for (const row of (await outbox.of(mark)).filter(unsent)) { // in the order they were given: the last one stands
    const item = await outbox.read(key, row).catch(() => null);
    const form = item?.kind === 'answer' && forms.find((each) => isAbout(each, item.content));
    if (form) shown(form, { ...item, id: row.id }).became(row.state === 'attention' ? { outcome: 'invalid' } : {});
  }
}

function isAbout(form, content) {
  const field = (name) => form.querySelector(`[name="${name}"]`)?.value ?? '';
  return place(form).measure === content.measure && field('due_on') === content.due_on && field('due_time') === content.due_time;
}
