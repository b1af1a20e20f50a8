// Notices of what is done meanwhile go from this phone as soon as a page of the record is open, and the app's icon says how much
// waits. The server hears which time zone the phone is in when that has changed.
const ASKED = 'egenplan-zone';
// A browser that hides where it is says UTC, which is where nobody lives.
const PLACE = /^(?!Etc\/).+\//;

export function waiting(root) {
  if (!root.querySelector('.page--record, .rooms')) return;
  if (canTidy() || 'setAppBadge' in navigator) tidy().catch(() => {});
  tellZone(root).catch(() => {});
}

const canTidy = () => 'serviceWorker' in navigator && 'Notification' in window && Notification.permission === 'granted';

async function tidy() {
  const answer = await fetch('/reminders/standing', { headers: { Accept: 'application/json' } });
  if (!answer.ok || answer.redirected) return;
  const { tags, waiting: count } = await answer.json();
  if ('setAppBadge' in navigator) await (count ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => {});
  const worker = canTidy() && await navigator.serviceWorker.getRegistration();
  const shown = worker ? await worker.getNotifications() : [];
  // Only a reminder, or word of a missed check-in, bears a topic of that length; a trial notice is left alone.
  shown.filter(({ tag }) => tag.length === 32 && !tags.includes(tag)).forEach((each) => each.close());
}

async function tellZone(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const token = root.querySelector('input[name="csrf_token"]')?.value;
  if (!PLACE.test(zone) || !token || sessionStorage.getItem(ASKED) === zone) return;
  const body = new URLSearchParams({ csrf_token: token, time_zone: zone });
  const answer = await fetch('/reminders/zone', { method: 'POST', body });
  if (answer.ok || answer.status === 422) sessionStorage.setItem(ASKED, zone);
}
