// One room of a kept plan, as it was when the phone last heard from us, and dated.
import { nodes } from './nodes.js';
import { when, words } from './words.js';

const HERE = { today: 'today', plan: 'plan', 'check-in': 'check-ins' };

export function draw({ root, main }, { row, content, room }) {
  const first = !root.querySelector('body > .rooms');
  root.querySelectorAll('body > .banner, body > .rooms').forEach((each) => each.remove());
  root.body.classList.replace('page--public', 'page--record');
  main.before(...nodes(content.around));
  const here = root.querySelector(`.rooms [data-room="${HERE[room]}"]`);
  here?.setAttribute('aria-current', 'page');
  main.replaceChildren(main.querySelector('.messages') ?? '', dated(root, row), ...nodes(content.rooms[room]));
  // Never the heading, which may name somebody: browsers keep titles in their history.
  root.title = `${here?.textContent.trim() ?? ''} – Egenplan`;
  main.addEventListener('change', callFirst);
  // The browser looked for the place in the page before it was there.
  if (first && location.hash) root.getElementById(location.hash.slice(1))?.scrollIntoView();
  requestAnimationFrame(() => setTimeout(() => beside(root), 0)); // the plan first
}

// What has been done with it here and is not sent.
function beside(root) {
  import('./count.js').then(({ show }) => show(root)).catch(() => {});
  if (root.querySelector('form[data-outbox="answer"]')) import('./overlay.js').then(({ markAnswered }) => markAnswered(root)).catch(() => {});
}

// In the red zone the numbers to call come before anything else is asked.
function callFirst({ currentTarget }) {
  const zone = currentTarget.querySelector('input[name="zone"]:checked')?.value;
  currentTarget.querySelectorAll('[data-zone]').forEach((each) => { each.hidden = each.dataset.zone !== zone; });
}

// Whatever else is on the screen, this is: how old it is, and that it may have changed since.
function dated(root, row) {
  const note = root.querySelector('template[data-part="dated"]').content.cloneNode(true);
  const language = root.documentElement.lang;
  const sameDay = new Date(row.contactAt).toDateString() === new Date().toDateString();
  note.querySelector('[data-text]').textContent = words(root, sameDay ? 'as-of' : 'as-of-earlier', { when: when(row.contactAt, language) });
  note.querySelector('a').href = location.href;
  return note;
}
