// The browser's offer to put us on the home screen: it comes once, early, and is held until somebody wants it.
export const offer = { event: null, came: () => {} };

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer.event = event;
  offer.came();
});
