// The first step of a check-in leads to the second without the server where the server cannot be reached.
const PATIENCE = 3000;

export function chooseHere(root) {
  const form = root.querySelector('form[data-at-hand]');
  const template = root.querySelector('template[data-at-hand-form]');
  if (!form || !template) return;
  form.addEventListener('submit', async (event) => {
    if ('past' in form.dataset) return;
    event.preventDefault();
    if (await reachable()) {
      form.dataset.past = '';
      delete form.dataset.sending;
      form.requestSubmit(event.submitter);
    } else show(form, template, event.submitter);
  });
}

async function reachable() {
  try { return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })).ok; } catch { return false; }
}

function show(form, template, { name, value }) {
  const main = form.closest('main');
  const [messages, heading] = [main.querySelector('.messages'), main.querySelector('h1')];
  main.replaceChildren(messages, heading.closest('header') ?? heading, template.content.cloneNode(true));
  const here = main.querySelector('form[data-outbox]');
  here.querySelector('[name="check_in_id"]').value = crypto.randomUUID(); // another check-in than the page's own
  if (name === 'zone') here.querySelector(`input[name="zone"][value="${value}"]`).checked = true;
  else here.querySelector('input[name="worried"]').checked = true;
  const red = () => { main.querySelector('[data-zone="red"]').hidden = here.querySelector('input[name="zone"]:checked')?.value !== 'red'; };
  here.addEventListener('change', red);
  red();
  heading.focus();
  scrollTo(0, 0);
}
