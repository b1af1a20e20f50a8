// Our own HTML from the phone as nodes for this page: nothing in it may act, and nothing is ever written into the page as text.
const ACTS = 'script, style, link, meta, base, iframe, object, embed, [src], [href^="javascript:" i], [style]';

export function nodes(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  body.querySelectorAll(ACTS).forEach((each) => each.remove());
  for (const each of body.querySelectorAll('*')) {
    each.getAttributeNames().filter((name) => name.startsWith('on')).forEach((name) => each.removeAttribute(name));
  }
  return [...body.childNodes].map((node) => document.adoptNode(node));
}
