// A page that has grown old while it was open says so, calmly. It is made new by its reader's own press and never by itself; the
// next page is of the new version anyway.
import { keepNow } from './draft-follow.js';
import { part } from './phrases.js';

const REST = 10_000;
const SIGNS = ['pointerdown', 'keydown', 'input', 'focusin', 'focusout', 'scroll'];

export async function tellIfOld(root, worker) {
  // A page that answers a form is nowhere to come back to.
  if (performance.getEntriesByType('navigation')[0]?.responseStatus >= 400 || root.querySelector('#error-summary')) return;
  const own = root.querySelector('meta[name="worker"]').dataset.version;
  if (await versionOf(worker) === own) return;
  await rest(root);
  if (root.querySelector('[data-new-version]')) return;
  const line = part('new-version');
  line.querySelector('button').addEventListener('click', () => take(root).catch(() => cannotKeep(root, line)));
  root.querySelector('.messages').before(line);
}

function versionOf(worker) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage('which version', [port2]);
  return new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
}

// Nobody has touched the page for a while, and nothing is being written: what moves now moves under no finger.
function rest(root) {
  const heard = new AbortController();
  return new Promise((resolve) => {
    let timer;
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (root.activeElement?.matches('input, textarea, select') ? again() : resolve()), REST);
    };
    SIGNS.forEach((sign) => addEventListener(sign, again, { capture: true, passive: true, signal: heard.signal }));
    again();
  }).finally(() => heard.abort());
}

// Asked for anew and not reloaded: a page that answers a form would send the form again. Errors: where what is written cannot be kept.
async function take(root) {
  await keepNow(root);
  location.replace(location.pathname + location.search);
}

function cannotKeep(root, line) {
  line.querySelector('[data-complaint]')?.remove();
  line.lastElementChild.append(root.querySelector('[data-phrase="cannot-save"]').content.cloneNode(true));
}
