// Bugs that others have had, planted in copies of the product's files. A rig that does not find each of them proves nothing.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HERE, load } from './run.mjs';

export const BUGS = {
  'later words overwrite earlier ones': ['outbox.js', 'mend && unsent({ state }));', 'true);'],
  'what is old is thrown away': ['outbox.js', "row.state === 'sent' && clock.now() - row.sentAt > KEEP_SENT", 'clock.now() - row.savedAt > KEEP_SENT'],
  'everything goes under whoever is signed in': ['sender.js', 'const rows = await outbox.of(who.owner);', 'const rows = (await outbox.rows()).map((row) => ({ ...row, owner: row.owner }));'],
  'who is signed in is asked once': ['sender.js', 'const who = await transport.who().catch(() => null);', 'const who = (takeSender.who ??= await transport.who().catch(() => null));'],
  'a lost answer counts as sent': ['sender.js', "if (!answer) went = 'offline';", "if (!answer) for (const { row } of parcel.items) await outbox.settle(row, { state: 'sent', sentAt: clock.now() });"],
  'signed out, the outbox is emptied': ['sender.js', "if (!who.owner) return 'signed-out';", "if (!who.owner) { for (const row of await outbox.rows()) await outbox.remove(row.id); return 'signed-out'; }"],
  'what cannot be opened is removed': ['sender.js', "await outbox.settle(row, { state: 'attention', why: 'unreadable' });", 'await outbox.remove(row.id);'],
  'any 200 counts as sent': ['settle.js', "if (status !== 200 || body?.owner !== who.owner || !Array.isArray(body.results)) return false;", "if (status === 200 && !body?.results) { for (const { row } of items) await outbox.settle(row, { state: 'sent', sentAt: clock.now() }); return true; }\n    if (status !== 200 || !body?.results) return false;"],
  'a refusal counts as sent': ['settle.js', "{ state: 'attention', why: 'invalid' }", "{ state: 'sent', sentAt: clock.now() }"],
  'received but not accepted is said to be sent': ['settle.js', "{ state: 'told', why, at, keptAs }", "{ state: 'sent', sentAt: clock.now(), at, keptAs }"],
  'a server set back is not sent to again': ['settle.js', 'for (const { row } of lost) await', 'for (const { row } of []) await'],
  'a new id for every sending': ['parcels.js', '({ ...item, present:', "({ ...item, id: `${item.id}-${now}`, present:"],
  'the moment of sending is taken for the moment of writing': ['parcels.js', '({ ...item, present:', '({ ...item, measured_at: new Date(now).toISOString(), present:'],
  'everything goes to the record on the screen': ['parcels.js', 'const here = opened.filter(({ item }) => item.record === record);', 'const here = opened;'],
};

// A folder with the product's files, one of them spoilt.
export async function planted(name) {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  cpSync(fileURLToPath(HERE), folder, { recursive: true });
  const [file, right, wrong] = BUGS[name];
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (!source.includes(right)) throw new Error(`${name}: ${file} no longer says ${right}`);
  const head = wrong.includes('takeSender') ? 'const takeSender = {};\n' : '';
  writeFileSync(path, source.replace(right, () => wrong) + head);
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  return load(pathToFileURL(`${folder}/`));
}
