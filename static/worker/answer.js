// Pages come from the network, and where there is none, the page for no network comes from the phone, at the address that was
// asked for: it knows from there what to show. Pages about nobody come from the phone first, so that help is there at once.
import { tellServer } from '../js/offline/leaving.js';
import { find, isAsset, isPage } from './shelf.js';

const PATIENCE = 8000;
const FALLBACK = '/offline';
// What stands before the house answers so when the house does not.
const HOUSE_IS_GONE = new Set([502, 503, 504]);

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (isAsset(pathname) || (isPage(pathname) && !/[?&]lang=/.test(search))) {
    event.respondWith(fromPhone(pathname, request));
  } else if (request.mode === 'navigate') {
    event.respondWith(fromNetwork(request));
  }
});

async function fromPhone(path, request) {
  return (await find(path).catch(() => null)) ?? fetch(request);
}

async function fromNetwork(request) {
  let answer;
  try {
    await tellServer();
    answer = await within(PATIENCE, fetch(request));
    if (!HOUSE_IS_GONE.has(answer.status)) return answer;
  } catch { /* no network, or one that answers nothing; or the server does not know that somebody signed out here */ }
  const { pathname } = new URL(request.url);
  return (await find(pathname).catch(() => null)) ?? (await find(FALLBACK).catch(() => null)) ?? answer ?? Response.error();
}

function within(patience, promise) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('no answer')), patience); });
  return Promise.race([promise, late]);
}
