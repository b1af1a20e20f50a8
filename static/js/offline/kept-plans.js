// The page for no network, with the plans that are kept on this phone. It stands at whatever address was asked for, and shows
// the room of that address; else what there is to open. It looks again now and then: time runs out on an open page too.
import * as copies from './copies.js';
import { draw } from './draw-room.js';
import { hasLeft } from './leaving.js';
import { list } from './list-plans.js';
import * as database from './store.js';

const ROOM = /^\/records\/([0-9a-f-]{36})\/(today|plan|check-ins\/new)$/;
const HOME = /^\/(offline|start\/.*|sign-out)?$/;
const START = { '/start/today': 'today', '/start/check-in': 'check-in' };
const LOOK_AGAIN = 30_000;

export async function show(root) {
  // The words stay when what they stand in is replaced.
  root.body.append(...root.querySelectorAll('main template'));
  const page = { root, main: root.querySelector('main'), blank: [...root.querySelector('main').childNodes] };
  let shown;
  const look = async () => {
    const found = await findRoom();
    if (found.key === shown && !found.changed) return;
    shown = found.key;
    if (found.content) draw(page, found);
    else list(page, found);
  };
  await look().catch(() => {});
  setInterval(() => look().catch(() => {}), LOOK_AGAIN);
  root.addEventListener('visibilitychange', () => look().catch(() => {}));
}

// What the address asks for and what there is: `key` tells two answers apart.
async function findRoom() {
  const { rows, opened } = await everything();
  const [record, room] = asked(opened);
  const entry = opened.find((each) => each.row.record === record);
  if (entry?.content.rooms[room]) return { ...entry, room, opened, key: `${record} ${room} ${entry.row.contactAt}` };
  const states = rows.map((row) => row.gone ?? copies.lease(row));
  const left = await hasLeft();
  return { rows, opened, left, elsewhere: !HOME.test(location.pathname), key: `${states} ${left}` };
}

async function everything() {
  const rows = await copies.sweep();
  const keys = new Map((await database.all('keys')).map((row) => [row.owner, row.key]));
  const opened = [];
  for (const row of rows.filter((each) => each.data && keys.get(each.owner) && copies.lease(each) === 'good')) {
    const content = await copies.read(keys.get(row.owner), row).catch(() => null);
    if (content) opened.push({ row, content });
  }
  opened.sort((a, b) => Number(b.content.own) - Number(a.content.own));
  return { rows, opened };
}

function asked(opened) {
  const [, record, room] = ROOM.exec(location.pathname) ?? [];
  if (record) return [record, room === 'check-ins/new' ? 'check-in' : room];
  const start = START[location.pathname];
  return start && opened[0]?.content.own ? [opened[0].row.record, start] : [];
}
