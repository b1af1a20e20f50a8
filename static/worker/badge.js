// The app's icon says how much waits, as far as the phone knows: one for each notice of a reminder. A number and nothing more; the
// next page of a record sets it right (js/enhance/waiting.js).
const REMINDS = 32; // letters in the topic of a reminder; a trial notice has none

export async function badge() {
  if (!('setAppBadge' in navigator)) return;
  const shown = (await registration.getNotifications()).filter(({ tag }) => tag.length === REMINDS);
  await (shown.length ? navigator.setAppBadge(shown.length) : navigator.clearAppBadge()).catch(() => {});
}
