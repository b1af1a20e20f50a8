// Sends what waits: one sender at a time on a phone, always under the sign-in of its owner, as often as needed.
// What the network says of itself is not believed; only an answer that names an item settles it.
import { unsent } from './outbox.js';
import { parcels, written } from './parcels.js';
import { makeSettler } from './settle.js';

const PATIENCE = 60_000;

export function makeSender({ outbox, keyFor, transport, clock, lock, tell = () => {} }) {
  const take = makeSettler({ outbox, clock, tell });

  // `present`: ids whose writer waits for the answer. `again`: what needs attention is tried once more, and what was sent is asked
  // for. Answers how it went: 'sent', 'nothing', 'offline', 'signed-out' or 'failed'.
  const send = ({ present = [], again = false } = {}) => lock(async (renew) => {
    const asked = clock.now();
    const who = await transport.who().catch(() => null);
    // A phone that slept, or whose clock was set, while it waited does not know how far its clock is from the server's.
    if (!who || Math.abs(clock.now() - asked) > PATIENCE) return 'offline';
    if (!who.owner) return 'signed-out';
    who.ahead = Date.parse(who.now) - clock.now();
    const rows = await outbox.of(who.owner);
    const due = rows.filter((row) => isDue(row, again, present));
    if (!due.length && !(again && rows.length)) return 'nothing';
    const key = await keyFor(who.owner).catch(() => null);
    if (!key) return 'failed';
    const opened = await open(key, [...due, ...rows.filter((row) => !unsent(row))]);
    let went = 'sent';
    for (const parcel of parcels(opened, due)) {
      await renew();
      const body = written(who, parcel, present, clock.now());
      const answer = await transport.deliver(parcel.record, body, who.token).catch(() => null);
      if (!answer) went = 'offline';
      else if (!(await take(key, who, parcel, answer, present))) went = answer.status === 401 ? 'signed-out' : 'failed';
    }
    if (went === 'sent') await outbox.tidy(opened.map(({ row }) => row));
    tell({ owner: who.owner });
    return went;
  });

  function isDue(row, again, present) {
    if (row.state === 'attention') return again;
    return row.state === 'waiting' && (again || present.includes(row.id) || !(row.notBefore > clock.now()));
  }

  // What its owner's key does not open is shown to them, and never removed.
  async function open(key, rows) {
    const opened = [];
    for (const row of rows) {
      const item = await outbox.read(key, row).catch(() => null);
      if (item) opened.push({ row, item });
      else if (unsent(row)) await outbox.settle(row, { state: 'attention', why: 'unreadable' });
    }
    return opened;
  }

  return { send };
}
