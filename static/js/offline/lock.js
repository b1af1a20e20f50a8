// One sender at a time over all tabs and the worker. Where the browser has no locks, a note with a time on it in the store does;
// should both fail, the server still takes each item once.
const NAME = 'egenplan outbox';
const LEASE = 40_000;

export function makeLock({ store, clock, uuid, locks = globalThis.navigator?.locks }) {
  return (run) => (locks ? locks.request(NAME, () => run(async () => {})) : leased(run));

  async function leased(run) {
    const by = uuid();
    const free = (row) => !row || row.by === by || row.until < clock.now() || row.until > clock.now() + LEASE;
    const renew = () => store.change('outbox', 'lock', (row) => (free(row) ? { id: 'lock', by, until: clock.now() + LEASE } : undefined));
    while (!(await renew())) await new Promise((resolve) => { setTimeout(resolve, 250); });
    try { return await run(renew); } finally {
      await store.change('outbox', 'lock', (row) => (row?.by === by ? { ...row, until: 0 } : undefined));
    }
  }
}
