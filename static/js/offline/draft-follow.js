// Keeps what is written in a form as it is being written.
import { mark, place } from './draft-place.js';
import { blank, differs, read } from './draft-fields.js';
import { seal } from './seal.js';
import * as database from './store.js';

const PAUSE = 600;
const saves = new Map(); // by form

export function follow(form, opener, came) {
  let timer;
  let kept = JSON.stringify(came);
  let keeping = Promise.resolve();
  const keep = async () => {
    const now = JSON.stringify(read(form));
    if (now === kept || 'dropped' in form.dataset) return;
    if (differs(came, JSON.parse(now))) {
      const sealed = await seal(opener, { fields: JSON.parse(now), at: Date.now() }, place(form));
      await database.put('drafts', { place: place(form), owner: mark(), at: Date.now(), sealed });
    } else await database.remove('drafts', place(form));
    kept = now;
  };
  const save = () => {
    clearTimeout(timer);
    keeping = keeping.catch(() => {}).then(keep); // one after the other: the last stands
    return keeping;
  };
  saves.set(form, save);
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, PAUSE); });
  form.addEventListener('change', save);
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', save);
  save();
  form.addEventListener('submit', () => {
    save().then(() => database.change('drafts', place(form), (row) => row && { ...row, sentAt: Date.now() })).catch(() => {});
  });
}

// All that is written on the page, before it goes by our own doing. Errors: where some of it cannot be kept here.
export async function keepNow(root) {
  for (const form of root.querySelectorAll('main form[method="post" i]')) {
    if (saves.has(form)) await saves.get(form)();
    else if (differs(blank(form), read(form))) throw new Error('a form that no draft follows');
  }
}
