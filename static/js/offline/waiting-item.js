// One thing that waits, as a row of the list, and what its owner can do about it.
import { outbox, tell } from './here.js';
import { mend } from './mend.js';
import { part, phrase, when } from './phrases.js';

// Of which the question stands whether to remove them: the list is drawn anew whenever something was tried, also just then.
const asked = new Set();

export function line(row, item) {
  const about = { what: item?.about?.what ?? phrase('unknown'), whom: item?.about?.whom ?? '', when: when(item?.measured_at ?? row.savedAt), why: why(row) };
  const node = part('item', about);
  node.querySelector('[data-errors]').replaceChildren(...(item?.errors ?? []).map((text) => Object.assign(document.createElement('li'), { textContent: text })));
  const mending = node.querySelector('[data-mend]');
  mending.hidden = !(row.mend && item?.kind === 'check-in');
  mending.addEventListener('click', () => mend(item));
  const [ask, sure] = [node.querySelector('[data-remove]'), node.querySelector('[data-sure]')];
  sure.hidden = !asked.has(row.id);
  if (row.state === 'told') ask.querySelector('span').textContent = phrase('read');
  ask.addEventListener('click', () => { if (row.state === 'told') remove(row); else toggle(row.id, sure); });
  sure.querySelector('button').addEventListener('click', () => remove(row));
  return node;
}

function toggle(id, sure) {
  sure.hidden = !sure.hidden;
  if (sure.hidden) asked.delete(id); else asked.add(id);
}

async function remove(row) {
  await outbox.remove(row.id);
  tell({ owner: row.owner });
}

function why(row) {
  if (row.state === 'told') return phrase(`told-${row.why}`, { when: when(row.at) });
  if (row.state === 'attention') return phrase(`why-${row.why}`);
  return phrase('saved');
}
