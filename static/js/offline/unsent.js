// What is kept on this phone and not sent: what, for whom, when, and why not. Nothing is removed but by its owner's own choice.
import { counted, show } from './count.js';
import { listen, outbox, sender } from './here.js';
import { key } from './keyring.js';
import { unsent } from './outbox.js';
import { phrase } from './phrases.js';
import { leave } from './sign-out.js';
import { line } from './waiting-item.js';
import { plan } from './wake.js';
import { whose } from './whose.js';

export async function showUnsent(root) {
  const page = root.querySelector('[data-unsent-page]');
  const draw = async () => { await show(root); await fill(page); };
  listen(() => draw());
  addEventListener('hashchange', draw);
  page.querySelector('[data-again]').addEventListener('click', (event) => trying(page, event.target, () => sender.send({ again: true })));
  page.querySelector('[data-send-and-leave]').addEventListener('click', (event) => trying(page, event.target, async () => {
    await sender.send({ again: true });
    await draw();
    if (!counted.own) await leave(page.querySelector('form[action="/sign-out"]'));
  }));
  page.querySelectorAll('[data-leave]').forEach((button) => button.addEventListener('click', () => leave(page.querySelector('form[action="/sign-out"]')).catch(() => say(page, 'no-leave'))));
  await draw();
}

async function trying(page, button, act) {
  button.disabled = true;
  say(page, '');
  const went = await act().catch(() => 'offline');
  if (went !== 'sent' && went !== 'nothing' && went) say(page, went);
  button.disabled = false;
  await fill(page);
  await plan();
}

const say = (page, name) => page.querySelectorAll('[data-went]').forEach((each) => { each.hidden = each.dataset.went !== name; });

async function fill(page) {
  const mark = await whose();
  const rows = mark ? (await outbox.of(mark)).filter(({ state }) => state !== 'sent') : [];
  const opener = mark && rows.length ? await key(mark).catch(() => null) : null;
  const own = rows.filter(unsent).length;
  const lines = [];
  for (const row of rows) lines.push(line(row, opener && await outbox.read(opener, row).catch(() => null)));
  page.querySelector('[data-list]').replaceChildren(...lines);
  // Who asked to leave is still asked when the last of it went by itself meanwhile.
  const leaving = location.hash === '#leaving' && Boolean(mark);
  const shows = { none: mark && !rows.length && !leaving, some: own > 0, done: !own, others: counted.all > own && Boolean(mark), nobody: !mark && counted.all > 0, 'nobody-none': !mark && !counted.all };
  for (const [name, on] of Object.entries(shows)) page.querySelectorAll(`[data-if="${name}"]`).forEach((each) => { each.hidden = !on; });
  page.querySelector('[data-leaving]').hidden = !leaving;
  const number = page.querySelector('[data-number]');
  number.textContent = own ? phrase(own === 1 ? 'unsent-one' : 'unsent-many', { n: own }) : number.dataset.done;
}
