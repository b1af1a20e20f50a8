// An address that is shown once is selected with one touch, ready to be copied.
export function selectAll(root) {
  root.querySelectorAll('[data-select]').forEach((field) => field.addEventListener('focus', () => field.select()));
}
