// What an answer does to what was sent. Only an answer of the right owner's, that names the item, settles it.
import { idThere } from './parcels.js';

const ASK_AGAIN = 10 * 60 * 1000; // an unlikely value that nobody confirmed goes as it stands after this

export function makeSettler({ outbox, clock, tell }) {
  // Whether every item of the parcel was answered.
  async function take(key, who, { items, known }, { status, body }, present) {
    if (status === 403 || status === 404) {
      for (const { row } of items) await outbox.settle(row, { state: 'attention', why: 'refused', tries: row.tries + 1 });
    }
    if (status !== 200 || body?.owner !== who.owner || !Array.isArray(body.results)) return false;
    for (const result of body.results) {
      const found = items.find(({ row }) => row.id === result.id);
      if (found) await settle(key, found, result, body.now, present);
    }
    // The server was set back to an older copy of itself: what it no longer has is sent again.
    const lost = known.filter(({ row }) => body.missing?.includes(idThere(row)));
    for (const { row } of lost) await outbox.settle(row, { state: 'waiting', tries: 0 });
    return lost.length === 0 && items.every(({ row }) => body.results.some(({ id }) => id === row.id));
  }

  async function settle(key, { row, item }, { outcome, why, errors = [], next, kept_as: keptAs }, at, present) {
    const tries = row.tries + 1;
    if (outcome === 'new' || outcome === 'identical') await outbox.settle(row, { state: 'sent', sentAt: clock.now(), at, keptAs });
    else if (outcome === 'discarded') await outbox.settle(row, { state: 'told', why, at, keptAs });
    else if (outcome === 'not-yours') await outbox.settle(row, { state: 'attention', why: 'not-yours', tries });
    else if (outcome === 'invalid') {
      const asked = present.includes(row.id) && errors.length > 0;
      const changes = asked ? { notBefore: clock.now() + ASK_AGAIN } : { state: 'attention', why: 'invalid' };
      await outbox.explain(key, row, item, errors, { ...changes, tries, mend: true });
    } else return;
    tell({ owner: row.owner, id: row.id, outcome, why, errors, next, at });
  }

  return take;
}
