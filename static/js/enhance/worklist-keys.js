// j and k go down and up the list or the check-ins, s marks as seen; Enter opens, as everywhere.
// Quiet while one writes, and the box beside turns the keys off for good on this machine.
const KEPT = 'clinic-keys';

export function worklistKeys(root) {
  const box = root.querySelector('[data-keys] input');
  if (!box) return;
  box.closest('[data-keys]').hidden = false;
  box.checked = kept() !== 'off';
  box.addEventListener('change', () => keep(box.checked ? 'on' : 'off'));
  root.addEventListener('keydown', (event) => {
    if (!box.checked || isWriting(event)) return;
    const act = { j: () => step(root, 1), k: () => step(root, -1), s: () => markSeen(root) }[event.key];
    if (act?.()) event.preventDefault();
  });
}

function isWriting(event) {
  const field = event.target.closest('input:not([type="checkbox"]), textarea, select');
  return field || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
}

// Where one is: in focus, or where the address led.
function here(root) {
  const focused = root.activeElement?.closest('[data-item]');
  return focused ?? root.querySelector('[data-item]:target');
}

// The list one is in; else the check-ins where there are any, else the worklist.
function step(root, by) {
  const at = here(root);
  const list = root.activeElement?.closest('[data-items]') ?? at?.closest('[data-items]') ?? [...root.querySelectorAll('[data-items]')].at(-1);
  const items = [...(list?.querySelectorAll('[data-item]') ?? [])];
  const next = at && list.contains(at) ? items[items.indexOf(at) + by] : items.at(by > 0 ? 0 : -1);
  const target = next?.querySelector('[data-item-link]') ?? next;
  target?.focus();
  return Boolean(target);
}

function markSeen(root) {
  const button = here(root)?.querySelector('[data-mark-seen]');
  button?.click();
  return Boolean(button);
}

// A browser may forbid keeping anything; then the keys are on at each visit.
function kept() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

function keep(choice) {
  try { localStorage.setItem(KEPT, choice); } catch { /* see above */ }
}
