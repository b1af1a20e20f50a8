// Chromium wakes the worker when there is network again, also with no page open.
import { unsent } from '../js/offline/outbox.js';
import { outbox, sender } from '../js/offline/here.js';

addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(send());
});

// What is still unsent makes the browser try again later by itself.
async function send() {
  await sender.send();
  if ((await outbox.rows()).some((row) => unsent(row) && row.state === 'waiting' && !(row.notBefore > Date.now()))) throw new Error('not sent yet');
}
