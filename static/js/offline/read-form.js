// What a form says, as an item of the outbox.
import { part, phrase } from './phrases.js';

const NEVER = new Set(['csrf_token', 'check_in_id']);

// Whose record the form writes in, and which measure it is about, from where it would be sent.
export function place(form) {
  const path = new URL(form.action).pathname;
  return { record: path.match(/\/records\/([0-9a-f-]{36})\//)?.[1], measure: path.match(/\/measures\/([0-9a-f-]{36})\//)?.[1] };
}

export function written(form, submitter, owner) {
  const data = new FormData(form, submitter?.form === form ? submitter : undefined);
  const content = {};
  for (const [name, value] of data) if (!NEVER.has(name) && typeof value === 'string') content[name] = value;
  const { record, measure } = place(form);
  if (measure) content.measure = measure;
  return {
    id: data.get('check_in_id') || crypto.randomUUID(),
    kind: form.dataset.outbox,
    owner,
    record,
    measured_at: new Date().toISOString(),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '',
    language: document.documentElement.lang,
    content,
    about: { what: what(form, content), whom: document.querySelector('.banner__words')?.textContent.trim() ?? '' },
  };
}

// How the person will know it again in the list of what waits.
export function what(form, content) {
  if (form.dataset.outbox !== 'check-in') return form.dataset.about ?? (form.closest('.task')?.querySelector('.task__label') ?? form.closest('.card')?.querySelector('.card__title'))?.textContent.trim() ?? '';
  const zone = form.querySelector(`input[name="zone"][value="${CSS.escape(content.zone ?? '')}"]`)?.closest('label')?.querySelector('.choice__label');
  return phrase('what-check-in', { zone: zone?.textContent.trim() ?? '–' });
}

export function complain(form, text) {
  form.querySelector('[data-complaint]')?.remove();
  const line = part('status-info', { text });
  line.dataset.complaint = '';
  line.setAttribute('role', 'alert');
  form.prepend(line);
  line.scrollIntoView({ block: 'center' });
}
