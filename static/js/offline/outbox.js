// What was written and is to be sent. Each item has its id, its owner and its record before it is first saved, and lies sealed
// for its owner. Store, sealing and clock are handed in, so that the same file runs in pages, in the worker and in the model.
//
// A row is 'waiting'; 'attention' where only a person can help; 'told' where it was received but is no part of the record; and
// 'sent', which is kept for a while in case the server is set back to an older copy of itself. Only an answer that names the
// item makes it 'told' or 'sent'. `form` is the id its form had: other words from the same form get an id of their own.
export const KEEP_SENT = 14 * 24 * 3600 * 1000;

export function makeOutbox({ store, sealing, clock, uuid }) {
  const boundTo = ({ id, owner }) => `outbox ${owner} ${id}`;
  const read = (key, row) => sealing.unseal(key, row.sealed, boundTo(row));
  // Beside what belongs to somebody lie the lock, where browsers have none, and the mark of this database.
  const rows = async () => (await store.all('outbox')).filter((row) => row.owner);
  const of = async (owner) => (await rows()).filter((row) => row.owner === owner).sort((a, b) => a.savedAt - b.savedAt);
  const same = (one, other) => JSON.stringify([one.kind, one.record, one.content]) === JSON.stringify([other.kind, other.record, other.content]);

  // Resolves once it lies on the phone; answers its row. The same words from the same form twice are one. Words that were refused
  // or asked about give way to better ones; any others are an item of their own. Other words never go under an id that was used:
  // an old letter may still be on its way.
  async function save(key, item) {
    const rows = (await of(item.owner)).filter((row) => row.form === item.id || row.id === item.id).reverse();
    const opened = [];
    for (const row of rows) opened.push({ row, before: await read(key, row).catch(() => null) });
    const known = opened.find(({ before }) => before && same(before, item));
    if (known) return known.row;
    const taken = rows.length > 0 || (await store.get('outbox', item.id));
    const made = taken ? { ...item, id: uuid() } : item;
    const row = await sealed(key, made, { state: 'waiting', savedAt: clock.now(), form: item.id });
    if (!(await store.change('outbox', made.id, (now) => (now ? undefined : row)))) return save(key, item); // another tab came in between
    const worse = opened.filter(({ row: { mend, state }, before }) => before?.kind === item.kind && before.record === item.record && mend && unsent({ state }));
    for (const each of worse) await store.remove('outbox', each.row.id);
    return row;
  }

  async function sealed(key, item, state) {
    const row = { id: item.id, owner: item.owner, stamp: uuid(), tries: 0, ...state };
    return { ...row, sealed: await sealing.seal(key, item, boundTo(row)) };
  }

  // Changes the row, unless it has given way to other words meanwhile (the browser may have forgotten that their id was used).
  const settle = (row, changes) => store.change('outbox', row.id, (now) => (now?.stamp === row.stamp ? { ...now, ...changes } : undefined));

  // Words to show with it, which may name values, lie sealed like the rest.
  async function explain(key, row, item, errors, changes) {
    const again = await sealed(key, { ...item, errors }, {});
    return settle(row, { ...changes, sealed: again.sealed });
  }

  // Only for the owner, only by their own choice.
  const remove = (id) => store.remove('outbox', id);

  // What was sent long ago, of the rows that the server has just said it has.
  async function tidy(there) {
    for (const row of there) {
      if (row.state === 'sent' && clock.now() - row.sentAt > KEEP_SENT) await store.remove('outbox', row.id);
    }
  }

  return { save, read, rows, of, settle, explain, remove, tidy };
}

export const unsent = (row) => row.state === 'waiting' || row.state === 'attention';
