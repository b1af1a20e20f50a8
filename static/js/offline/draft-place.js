// Whose draft it is, and of which form.
import { desk, owner } from './keyring.js';
import * as database from './store.js';

export const mark = () => owner() ?? desk();
export const place = (form) => `${mark()} ${new URL(form.action).pathname}`;

// What went by the outbox is kept there.
export async function dropDraft(form) {
  form.dataset.dropped = '';
  if (mark()) await database.remove('drafts', place(form));
}
