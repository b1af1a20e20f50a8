// What is remembered outside the phone's database, so that it is noticed if the browser throws that away.
const MARK = 'egenplan-unsent';
const BIRTH = 'egenplan-birth'; // of the database that was counted in; one that is made anew has another
const LOST = 'egenplan-lost'; // until somebody has read it

export const lost = () => Number(localStorage.getItem(LOST) ?? 0);
// Browsers throw a site's storage away all at once, but not its cookies.
export const marked = () => Number(localStorage.getItem(MARK) ?? document.cookie.match(/(?:^|; )egenplan_unsent=(\d+)/)?.[1] ?? 0);
export const read = () => localStorage.setItem(LOST, 0);

export function mark(number) {
  localStorage.setItem(MARK, number);
  document.cookie = `egenplan_unsent=${number}; path=/; max-age=31536000; samesite=lax`;
}

// Counts as lost what was marked in another database than this one, once, whichever page looks first.
export function compare(birth, empty) {
  const before = localStorage.getItem(BIRTH);
  if (before ? before !== birth : empty) localStorage.setItem(LOST, lost() + marked());
  localStorage.setItem(BIRTH, birth);
}
