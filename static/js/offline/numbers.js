// Asks once about what the server could not read as a number, while the writer is still there. Sent again as it stands, it goes
// as it stands; and red or worried never waits for a number.
import { part, phrase } from './phrases.js';

const NUMBER = /^[+]?\d{1,12}(?:[.,]\d{1,6})?$/;
const THOUSANDS = /^[+]?[1-9]\d{0,2}[.,]\d{3}$/; // could mean two things a thousand times apart
const readable = (text) => NUMBER.test(text) && !THOUSANDS.test(text);

// Whether the person was asked about something now.
export function asks(form, { content: { zone, worried } }) {
  form.querySelectorAll('[data-unread]').forEach((each) => each.remove());
  if (zone === 'red' || worried) return false;
  const fields = [...form.querySelectorAll('input[inputmode="decimal"]')].filter(({ value, dataset }) => unread(value) && dataset.asked !== value);
  fields.forEach(ask);
  fields[0]?.focus();
  return fields.length > 0;
}

const unread = (text) => text.trim() !== '' && !readable(text.replace(/[\s\u00a0\u202f]/g, '').replace(/(?:mmhg|kg|%|°c|l\/min|\/min|mmol\/l)$/i, ''));

function ask(field) {
  field.dataset.asked = field.value;
  const line = part('status-info', { text: phrase('unread') });
  line.dataset.unread = '';
  line.setAttribute('role', 'alert');
  field.closest('.entry, .field')?.prepend(line);
}
