// At each page load the server is told of this browser's subscription, if anything has changed since it last was: another
// sign-in, another language, another key of ours, another subscription. Nothing is asked of the person.
import { described, current, keyOf, subscribe, supported } from './subscription.js';
import { tell } from './server.js';

const KEPT = 'push-told';

export async function sync(root) {
  const [key, mark] = root.querySelector('meta[name="egenplan-push"]').content.split(' ');
  if (!supported()) return;
  let subscription = await current();
  if (!subscription || Notification.permission !== 'granted') return;
  if (keyOf(subscription) !== key) subscription = await subscribe(key);
  const state = `${mark} ${subscription.endpoint}`;
  if (localStorage.getItem(KEPT) === state) return;
  const answer = await tell('/settings/devices', described(subscription));
  if (answer.ok) localStorage.setItem(KEPT, state);
  // Removed from another device: let go here too.
  if (answer.status === 410) await subscription.unsubscribe();
}
