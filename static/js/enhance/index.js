// Each behaviour improves pages that work without it. One file, one behaviour; each stops quietly where it has nothing to do.
import { carry } from '../offline/carry.js';
import { push } from './push.js';
import { selectAll } from './select-all.js';
import { sendOnce } from './send-once.js';
import { showErrors } from './show-errors.js';
import { waiting } from './waiting.js';

push(document);
selectAll(document);
sendOnce(document);
showErrors(document);
waiting(document);
carry(document);
if (document.querySelector('[data-keys]')) import('./worklist-keys.js').then(({ worklistKeys }) => worklistKeys(document)).catch(() => {});
if (document.querySelector('[data-at-hand]')) import('./choose-here.js').then(({ chooseHere }) => chooseHere(document)).catch(() => {});
