// What goes together: one record at a time, in the order it was written, no more at once than the server takes; and with it
// the ids of what we think it has.
const MOST_ITEMS = 50;
const MOST_LETTERS = 60_000;
const MOST_KNOWN = 500;

export function* parcels(opened, due) {
  const wanted = new Set(due.map((row) => row.id));
  for (const record of new Set(opened.map(({ item }) => item.record))) {
    const here = opened.filter(({ item }) => item.record === record);
    const known = here.filter(({ row }) => !wanted.has(row.id)).slice(0, MOST_KNOWN);
    let items = [];
    let letters = 0;
    for (const each of here.filter(({ row }) => wanted.has(row.id))) {
      const size = JSON.stringify(each.item).length;
      if (items.length === MOST_ITEMS || (items.length && letters + size > MOST_LETTERS)) {
        yield { record, items, known: [] };
        [items, letters] = [[], 0];
      }
      items.push(each);
      letters += size;
    }
    if (items.length || known.length) yield { record, items, known };
  }
}

// What the server calls it: other words under the same id were there before.
export const idThere = (row) => row.keptAs ?? row.id;

// As the server reads it. `present`: the writer waits for the answer and can be asked about an unlikely value. `heard` is the
// server's own time as the phone reckons it, so that a letter that is long on its way does not make the clock look wrong.
export function written({ owner, ahead }, { items, known }, present, now) {
  const sent = items.map(({ item: { errors, about, ...item } }) => ({ ...item, present: present.includes(item.id) }));
  const at = (moment) => new Date(moment).toISOString();
  return { owner, now: at(now), heard: at(now + ahead), items: sent, known: known.map(({ row }) => idThere(row)) };
}
