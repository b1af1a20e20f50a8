// What must hold when a schedule is over: nothing lost, nothing twice, nothing in the wrong name or record, nothing dropped
// without a word, and no word that is not true.
const SLACK = 125_000;

export function check(world) {
  const found = [...world.faults];
  const state = world.server.state;
  const here = new Map(); // n → where the server has it
  for (const [id, row] of state.receipts) {
    if (!here.has(row.content.n)) here.set(row.content.n, []);
    here.get(row.content.n).push({ id, ...row });
  }
  const rows = world.phones.map((phone) => phone.store.stores.outbox);
  for (const line of world.ledger) {
    const kept = here.get(line.n) ?? [];
    const row = rows.map((each) => each.get(line.id)).find((each) => each && JSON.parse(each.sealed.data).content.n === line.n);
    if (line.gone || !line.id) continue;
    if (world.keyless.has(line.id)) {
      if (!kept.length && !row && !world.evicted.has(line.id)) found.push(`${line.n} (${line.id}) could not be opened and was removed`);
      continue;
    }
    const name = `${line.n} (${line.id})`;
    if (kept.length > 1) found.push(`${name} is here ${kept.length} times`);
    for (const each of kept) {
      if (each.person !== line.person || each.record !== line.record) found.push(`${name} of ${line.person} in ${line.record} is in ${each.record} by ${each.person}`);
      if (!world.wrongClock(line) && Math.abs(each.at - line.at) > SLACK) found.push(`${name} is ${(each.at - line.at) / 60_000} minutes wrong`);
    }
    if (line.content.bad) {
      if (!world.evicted.has(line.id) && row?.state !== 'attention') found.push(`${name} cannot be read and is not shown: ${row?.state}`);
    } else if (!kept.length && !world.evicted.has(line.id)) found.push(`${name} is lost: ${row?.state ?? 'nowhere'} ${row?.why ?? ''}`);
    if (row && kept.length && (row.state === 'waiting' || row.state === 'attention')) found.push(`${name} is here and said not to be sent`);
    if (row && !kept.length && (row.state === 'sent' || row.state === 'told')) found.push(`${name} is said to be sent`);
    if (!row && !world.evicted.has(line.id) && !world.old(line)) found.push(`${name} went from the phone without a word`);
    // A server set back may meet a late letter again after the right to write has ended; it has it all the same.
    if (!world.restored && row?.state === 'sent' && kept[0] && kept[0].outcome !== 'new') found.push(`${name} is said to be sent and is ${kept[0].outcome}`);
  }
  for (const [id, row] of state.checkIns) {
    if (!world.ledger.some((line) => line.n === row.content.n)) found.push(`${id} was never written`);
  }
  for (const map of rows) {
    for (const row of map.values()) if (row.why === 'unreadable' && !world.keyless.has(row.id)) found.push(`${row.id} cannot be opened by its owner`);
  }
  return found;
}
