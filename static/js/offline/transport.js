// The way to the server. The CSRF token is asked for at each sending and kept nowhere.
import { LEFT } from './leaving.js';
import * as database from './store.js';

const PATIENCE = 20_000;

export async function who() {
  // Signed out here while there was no network: the server must hear of that before anything is sent in anybody's name.
  if (await database.get('copies', LEFT)) throw new Error('signed out');
  const answer = await ask('/phone', {});
  const said = answer.ok ? await answer.json() : {};
  if (!('owner' in said && said.token && said.now)) throw new Error('not our server');
  return said;
}

export async function deliver(record, body, token) {
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token };
  const answer = await ask(`/records/${record}/outbox`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

const ask = (address, settings) => fetch(address, { ...settings, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
