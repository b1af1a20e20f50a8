// Signing out where there was no network: the phone has forgotten, the server does not know yet. For pages and worker alike.
import * as database from './store.js';

export const LEFT = 'left'; // among the copies
const PATIENCE = 8000;

export const markLeft = () => database.put('copies', { record: LEFT, at: Date.now() });
export const hasLeft = async () => Boolean(await database.get('copies', LEFT).catch(() => null));

// With a token of its own: the one in the page may be from before. Errors: where the server has not been told. It still holds the
// sign-in then, and nothing else may be asked of it; it is told again before the next page.
export async function tellServer() {
  if (!(await hasLeft())) return;
  const patience = () => AbortSignal.timeout(PATIENCE);
  const asked = await fetch('/phone', { cache: 'no-store', signal: patience() });
  if (!asked.ok) throw new Error(`not told: ${asked.status}`);
  const headers = { 'X-CSRFToken': (await asked.json()).token };
  const told = await fetch('/sign-out', { method: 'POST', headers, redirect: 'manual', signal: patience() });
  if (told.type !== 'opaqueredirect') throw new Error(`not told: ${told.status}`);
  await database.remove('copies', LEFT);
}
