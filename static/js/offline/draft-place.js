// Whose draft it is, and of which form; of one time of a measure, where many are answered at the same address.
import { desk, owner } from './keyring.js';
import * as database from './store.js';

export const mark = () => owner() ?? desk();
export const place = (form) => [mark(), new URL(form.action).pathname, ...time(form)].join(' ');
const TIME = 'input[type="hidden"]:is([name="due_on"], [name="due_time"])';
const time = (form) => [...form.querySelectorAll(TIME)].map(({ value }) => value).filter(Boolean);

// What went by the outbox is kept there.
export async function dropDraft(form) {
  form.dataset.dropped = '';
  if (mark()) await database.remove('drafts', place(form));
}
