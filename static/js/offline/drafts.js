// What is half written survives leaving, a time-out and a crash: sealed for its owner as they type, back when they come back,
// gone when it was taken. Never tokens, passwords or what our own pages put in hidden fields.
import { mark, place } from './draft-place.js';
import { key } from './keyring.js';
import { part, phrase, when } from './phrases.js';
import { blank, differs, fill, read } from './draft-fields.js';
import { follow } from './draft-follow.js';
import { unseal } from './seal.js';
import * as database from './store.js';

const LONGEST = 30 * 24 * 3600 * 1000;
const FIELD = 'textarea, select, input:not([type="hidden"], [type="submit"], [type="button"], [type="reset"], [type="password"], [type="file"])';
const wanted = (form) => form.method === 'post' && form.querySelector(FIELD);

export async function keepDrafts(root) {
  const forms = [...root.querySelectorAll('main form')].filter(wanted);
  const status = performance.getEntriesByType('navigation')[0]?.responseStatus || (root.querySelector('#error-summary') ? 422 : 200);
  const opener = await key(mark());
  await taken(root, status);
  for (const form of forms) {
    const came = blank(form);
    if (status < 400) await restore(form, opener, came);
    follow(form, opener, came);
  }
}

async function restore(form, opener, came) {
  const row = await database.get('drafts', place(form));
  if (!row || row.owner !== mark()) return;
  const draft = await unseal(opener, row.sealed, row.place).catch(() => null);
  if (!draft || !differs(came, draft.fields)) return;
  if (differs(came, read(form))) return; // what is written by now is newer than any draft
  fill(form, draft.fields);
  const notice = part('draft', { text: phrase('draft', { when: when(draft.at) }) });
  notice.querySelector('button').addEventListener('click', async () => {
    form.dataset.dropped = '';
    await database.remove('drafts', row.place);
    location.reload();
  });
  form.before(notice);
}

// A form that was sent and led to another page was taken. One that was refused, or met a time-out, was not.
async function taken(root, status) {
  for (const row of await database.all('drafts')) {
    if (row.owner !== mark()) continue;
    const [was] = row.place.slice(row.owner.length + 1).split(' ');
    if (row.sentAt && status < 400 && location.pathname !== was && !root.querySelector('#error-summary')) await database.remove('drafts', row.place);
    else if (row.sentAt) await database.change('drafts', row.place, (now) => now && { ...now, sentAt: undefined });
    else if (Date.now() - row.at > LONGEST) await database.remove('drafts', row.place);
  }
}
