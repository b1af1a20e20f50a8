// A friendly word about the home screen, where it makes sense: asked once, gone for good when it is declined or done.
import { offer } from './browsers-offer.js';

const KEPT = 'install';

export function offerInstall(root) {
  const place = root.querySelector('[data-install]');
  const later = Number(place.dataset.installAfter ?? 0);
  if (onHomeScreen() || kept().declined || !enough(later)) return;
  const show = (way) => {
    place.hidden = false;
    place.querySelectorAll('[data-way]').forEach((each) => { each.hidden = each.dataset.way !== way; });
  };
  offer.came = () => show('ask');
  if (offer.event) offer.came();
  else if (isIos()) show('ios');
  place.querySelector('[data-accept]').addEventListener('click', async () => {
    await offer.event?.prompt();
    const { outcome } = (await offer.event?.userChoice) ?? {};
    if (outcome === 'accepted') place.hidden = true;
  });
  place.querySelectorAll('[data-decline]').forEach((each) => each.addEventListener('click', () => {
    place.hidden = true;
    keep({ declined: true });
  }));
  addEventListener('appinstalled', () => { place.hidden = true; });
}

const onHomeScreen = () => matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;

// Safari on iPhone and iPad never asks by itself. An iPad says that it is a Mac, which has no touch.
function isIos() {
  const device = /iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return device && /Safari/.test(navigator.userAgent) && !/CriOS|FxiOS|EdgiOS/.test(navigator.userAgent);
}

// Not before the page has been seen for so many different things: the second check-in, not the first.
function enough(later) {
  const { seen = [] } = kept();
  const here = location.pathname.slice(-8);
  const now = seen.includes(here) ? seen : [...seen, here].slice(-later);
  if (later) keep({ seen: now });
  return now.length >= later;
}

// A browser may forbid keeping anything; then it is as if nothing had been said.
function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; }
}

function keep(more) {
  try { localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...more })); } catch { /* see above */ }
}
