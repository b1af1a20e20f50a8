// Signing out takes what is kept off this phone first, whatever becomes of the telling. Without network the server is told before
// anything else is asked of it, the next time it answers (answer.js).
import { wipe } from '../js/offline/copies.js';
import { markLeft, tellServer } from '../js/offline/leaving.js';

// A page that tells the server for us (leaving.js) is to hear the server's own answer.
addEventListener('fetch', (event) => {
  const { request } = event;
  const isForm = request.method === 'POST' && request.mode === 'navigate';
  if (isForm && new URL(request.url).pathname === '/sign-out') event.respondWith(leave(request));
});

async function leave(request) {
  try {
    await markLeft(); // first: whoever asks for a key from now on is given none, and what was asked for before is wiped or refused
    await wipe();
  } catch {
    return fetch(request); // a phone that keeps nothing has nothing to forget
  }
  try {
    await tellServer();
    return Response.redirect('/', 303);
  } catch {
    return Response.redirect('/offline', 303);
  }
}
