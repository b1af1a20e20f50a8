// Whose what lies here may be shown: who is signed in on the page; else who has chosen to keep their plan open on this phone.
import { copies, lease } from './copies.js';
import { keyHere, owner } from './keyring.js';

export async function whose() {
  if (owner()) return owner();
  for (const row of await copies()) if (row.data && lease(row) === 'good' && await keyHere(row.owner)) return row.owner;
  return null;
}
