// The words that scripts put on the screen stand in the page, in the reader's language (outbox/words.html).
export function phrase(name, values = {}) {
  const found = document.querySelector(`template[data-phrase="${name}"]`);
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), found?.content.textContent.trim() ?? '');
}

// A piece of the page, ready to be put somewhere, with `values` in the places named after them.
export function part(name, values = {}) {
  const node = document.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
  for (const [key, value] of Object.entries(values)) node.querySelectorAll(`[data-text="${key}"]`).forEach((place) => { place.textContent = value; });
  return node;
}

export const status = (kind, text) => part(`status-${kind}`, { text });

export function when(moment, language = document.documentElement.lang) {
  const at = new Date(moment);
  const sameDay = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(language === 'en' ? 'en-GB' : language, sameDay ? { timeStyle: 'short' } : { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}
