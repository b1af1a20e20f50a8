// Turning notifications on and off in this browser, and saying plainly why where it cannot be done.
import { current, described, subscribe, supported } from './subscription.js';
import { tell } from './server.js';

export async function here(box) {
  const on = box.querySelector('[data-push-on]');
  box.querySelector('[data-push-off]')?.closest('form').addEventListener('submit', letGo);
  on?.addEventListener('click', () => turnOn(box, on));
  say(box, await state(Boolean(on)));
}

// What can be said before anybody has touched anything.
async function state(isOff) {
  if (!supported()) return needsInstalling() ? 'install' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  if (isOff) return 'off';
  return (await current()) ? '' : 'lost';
}

async function turnOn(box, button) {
  button.disabled = true;
  say(box, 'off', 'asking');
  const became = await tried(box).catch((error) => (error.message === 'silent' ? 'silent' : 'failed'));
  if (became === 'on') return location.reload();
  button.disabled = false;
  say(box, ...(became === 'denied' ? ['denied'] : ['off', became]));
}

async function tried(box) {
  const leave = await Notification.requestPermission();
  if (leave !== 'granted') return leave === 'denied' ? 'denied' : 'dismissed';
  const subscription = await subscribe(box.dataset.pushKey);
  const answer = await tell('/settings/devices', { ...described(subscription), on_purpose: '1' });
  if (answer.ok) return 'on';
  await subscription.unsubscribe();
  if (answer.status !== 422) return 'failed';
  box.querySelector('[data-push-words] p').textContent = await answer.text();
  return 'refused';
}

// The browser first, since the page goes when the form does; but the form goes whatever the browser answers.
async function letGo(event) {
  event.preventDefault();
  const form = event.target;
  const gone = supported() ? current().then((subscription) => subscription?.unsubscribe()) : null;
  await Promise.race([gone, new Promise((resolve) => { setTimeout(resolve, 3000); })]).catch(() => {});
  form.submit();
}

function say(box, ...shown) {
  box.querySelectorAll('[data-push-say]').forEach((each) => { each.hidden = !shown.includes(each.dataset.pushSay); });
}

// Safari on iPhone and iPad has notifications only on the home screen (and calls an iPad a Mac).
function needsInstalling() {
  const apple = /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return apple && !matchMedia('(display-mode: standalone)').matches;
}
