// The page's own words, in its language, from its templates: `{name}` is filled in.
export function words(root, name, values = {}) {
  const text = root.querySelector(`template[data-words="${name}"]`).content.textContent.trim();
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}

// "Tuesday 24 November 14:05"; the day is left out where it is today.
export function when(at, language) {
  const today = new Date(at).toDateString() === new Date().toDateString();
  const day = today ? {} : { weekday: 'long', day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}
