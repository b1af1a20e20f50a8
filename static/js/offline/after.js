// What one sees after a check-in that has not reached the server yet: the plan's own words for the zone, whom to call, and one
// line of truth. "Sent" stands there only once the server has said so.
import { phrase, status, when } from './phrases.js';

export function shown(form, { content }) {
  const main = form.closest('main');
  const zone = content.zone || 'unsure';
  const advice = main.querySelector(`[data-after-zone="${CSS.escape(zone)}"]`);
  const heading = document.createElement('h1');
  heading.tabIndex = -1;
  heading.textContent = phrase(title(zone, content.worried));
  const truth = document.createElement('div');
  truth.dataset.truth = '';
  truth.setAttribute('role', 'status');
  truth.append(status('saved', phrase('sending')));
  advice.hidden = false;
  advice.querySelectorAll('[data-when-worried]').forEach((each) => { each.hidden = !content.worried; });
  advice.querySelectorAll('[data-when-calm]').forEach((each) => { each.hidden = Boolean(content.worried); });
  const messages = main.querySelector('.messages');
  const foot = [...main.querySelectorAll('[data-after-foot]')];
  foot.forEach((each) => { each.hidden = false; });
  // In the red zone the numbers come before everything else.
  const first = advice.querySelector('.call-first');
  main.replaceChildren(...[messages, heading, first, truth, advice, ...foot].filter(Boolean));
  document.title = `${heading.textContent} – Egenplan`;
  heading.focus();
  scrollTo(0, 0);
  return { became: (event) => truth.replaceChildren(words(event)) };
}

function title(zone, worried) {
  if (zone === 'red') return 'title-red';
  if (worried) return 'title-worried';
  return zone === 'unsure' ? 'title-unsure' : 'title';
}

// One sentence for each thing that may have become of it.
export function words({ outcome, why, at, went }) {
  if (outcome === 'new' || outcome === 'identical') return status('sent', phrase('sent', { when: when(at) }));
  if (outcome === 'discarded') return status('info', phrase(`told-${why}`, { when: when(at) }));
  if (outcome) return status('saved', phrase('attention'));
  return status('saved', phrase(went === 'signed-out' ? 'signed-out' : 'saved'));
}
