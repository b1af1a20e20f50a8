// A second tap on a slow connection sends nothing twice. The button comes back if the page does (back button, failed send).
export function sendOnce(root) {
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = 'true';
    setTimeout(() => delete form.dataset.sending, 8000);
  });
  addEventListener('pageshow', () => {
    root.querySelectorAll('form[data-sending]').forEach((form) => delete form.dataset.sending);
  });
}
