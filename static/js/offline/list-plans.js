// What is kept here to open, and what became of what is not here any more.
import { lease } from './copies.js';
import { when, words } from './words.js';

export function list({ root, main, blank }, { rows, opened, left, elsewhere }) {
  root.querySelectorAll('body > .banner, body > .rooms').forEach((each) => each.remove());
  root.body.classList.replace('page--record', 'page--public');
  main.replaceChildren(...blank);
  const say = (name, on) => main.querySelectorAll(`[data-when="${name}"]`).forEach((each) => { each.hidden = !on; });
  const language = root.documentElement.lang;
  say('left', left);
  say('nothing', !left && !rows.length);
  say('something', opened.length > 0);
  say('elsewhere', elsewhere && opened.length > 0);
  say('unsure', rows.some((row) => row.data && lease(row) === 'unsure'));
  for (const why of ['expired', 'closed', 'ended']) {
    const row = rows.find((each) => each.gone === why);
    say(why, Boolean(row));
    if (row) main.querySelector(`[data-when="${why}"] p`).textContent = words(root, why, { when: when(row.at, language) });
  }
  main.querySelector('[data-list]').replaceChildren(...opened.map((each) => entry(root, each, language)));
  main.querySelectorAll('[data-again]').forEach((link) => { link.href = location.href; });
}

function entry(root, { row, content }, language) {
  const line = root.querySelector('template[data-part="entry"]').content.cloneNode(true);
  line.querySelector('a').href = `/records/${row.record}/today`;
  line.querySelector('.row__label').textContent = content.subject;
  line.querySelector('.row__detail').textContent = words(root, 'entry', { when: when(row.contactAt, language) });
  return line;
}
