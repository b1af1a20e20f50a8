// What the phone shows when something is waiting, and what a touch of it does. A locked phone lies where others see it, so the
// words are the server's neutral ones and nothing here adds to them.
import './push-kept.js';
import { badge } from './badge.js';
import { token } from './push-kept.js';

const ICONS = { icon: new URL('../icons/icon-192.png', import.meta.url).href, badge: new URL('../icons/badge-96.png', import.meta.url).href };
// Where something may be half written: another window is opened instead.
const WRITING = /\/(new|edit|skip)$/;

addEventListener('push', (event) => event.waitUntil(receive(read(event.data)).then(badge)));

addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { id } = event.notification.data ?? {};
  event.waitUntil(Promise.all([badge(), event.action === 'later' && id ? later(id) : open(addressOf(id))]));
});

// One that cannot be read is still shown: browsers stop sending to those who show nothing.
function read(data) {
  try { return data.json(); } catch { return {}; }
}

// `close` shows nothing, which a browser forgives now and then (Chromium counts, and shows words of its own when it is too
// often; Safari ends the subscription, so it is never sent there). It is for taking away what is shown, and for nothing else.
async function receive(said) {
  if (said.do === 'close') {
    const shown = await registration.getNotifications({ tag: said.tag });
    shown.forEach((each) => each.close());
    return;
  }
  await registration.showNotification(said.title ?? 'Egenplan', {
    ...ICONS,
    body: said.body ?? '',
    lang: said.lang ?? '',
    tag: said.tag ?? 'egenplan',
    renotify: said.again === true,
    data: { id: said.id },
    actions: said.id ? [{ action: 'open', title: said.open }, { action: 'later', title: said.later }] : [],
  });
}

// The page behind asks for sign-in where it must, and goes on from there.
const addressOf = (id) => (id ? `/waiting/${encodeURIComponent(id)}` : '/settings/devices');

async function open(address) {
  const windows = await clients.matchAll({ type: 'window' });
  const free = windows.find((each) => !WRITING.test(new URL(each.url).pathname));
  if (!free) return clients.openWindow(address);
  await free.focus().catch(() => {});
  return free.navigate(address).catch(() => clients.openWindow(address));
}

// Without a sign-in, or without network, the page behind is opened: there it can be put off as well.
async function later(id) {
  const address = `/waiting/${encodeURIComponent(id)}/later`;
  try {
    const body = new URLSearchParams({ csrf_token: (await token()).token, choice: '10-minutes' });
    const answer = await fetch(address, { method: 'POST', redirect: 'manual', body });
    if (answer.ok || answer.type === 'opaqueredirect') return undefined;
  } catch { /* no network */ }
  return open(addressOf(id));
}
