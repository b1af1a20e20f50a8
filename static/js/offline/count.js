// How many things lie on this phone and have not been sent, told quietly on every page; and how many the browser threw away.
import { listen, outbox } from './here.js';
import { compare, lost, mark, read } from './marks.js';
import { unsent } from './outbox.js';
import { part, phrase } from './phrases.js';
import { owner } from './keyring.js';
import * as database from './store.js';

const BIRTH = 'birth';
export const counted = { own: 0, others: 0, all: 0 };

export function count(root) {
  listen(() => show(root).catch(() => {}));
  return show(root);
}

export async function show(root) {
  const rows = (await outbox.rows()).filter(unsent);
  compare(await birth(), !rows.length);
  mark(rows.length);
  const own = owner() ? rows.filter((row) => row.owner === owner()) : rows;
  Object.assign(counted, { own: own.length, others: rows.length - own.length, all: rows.length });
  tellLost(root);
  root.querySelectorAll('[data-unsent]').forEach((each) => each.remove());
  if (!own.length || root.querySelector('[data-unsent-page]')) return;
  const line = part('unsent', { text: phrase(own.length === 1 ? 'unsent-one' : 'unsent-many', { n: own.length }) });
  root.querySelector('.messages')?.before(line);
}

async function birth() {
  const known = await database.get('outbox', BIRTH);
  return (known ?? await database.change('outbox', BIRTH, (row) => row ?? { id: BIRTH, birth: crypto.randomUUID() }))?.birth;
}

// Said on every page until it has been read, kindly, with what can be done.
function tellLost(root) {
  const said = root.querySelector('[data-lost]');
  if (Number(said?.dataset.lost ?? 0) === lost()) return;
  said?.remove();
  if (!lost()) return;
  const line = part('lost', { text: phrase(lost() === 1 ? 'lost-one' : 'lost-many', { n: lost() }) });
  line.dataset.lost = lost();
  line.querySelector('button').addEventListener('click', () => { read(); line.remove(); });
  root.querySelector('.messages')?.before(line);
}
