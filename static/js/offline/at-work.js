// Where something is in the outbox: how much waits is told, it is tried again, and what is answered shows so.
import { count } from './count.js';
import { markAnswered } from './overlay.js';
import { wake } from './wake.js';

export function work(root) {
  count(root).catch(() => {});
  wake(root).catch(() => {});
  if (root.querySelector('form[data-outbox="answer"]')) markAnswered(root).catch(() => {});
}
