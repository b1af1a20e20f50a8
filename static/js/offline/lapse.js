// On a page that is nobody's: what is past its time goes from the phone, and all of it where somebody signed the phone out from afar.
// A phone that is opened after that sees only such pages. One that timed out keeps what it has.
import * as copies from './copies.js';
import { hasLeft, tellServer } from './leaving.js';
import * as database from './store.js';

export function lapse() {
  return navigator.locks ? navigator.locks.request('copies', look) : look();
}

async function look() {
  const rows = await copies.sweep();
  if (await hasLeft()) return tellServer();
  const readable = rows.some((row) => row.data) || (await database.all('keys')).some((row) => row.key);
  if (!readable) return undefined;
  const answer = await fetch('/phone', { cache: 'no-store', redirect: 'error' });
  return answer.ok && (await answer.json()).ended === true ? copies.wipe() : undefined;
}
