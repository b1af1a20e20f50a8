// Each behaviour improves pages that work without it. One file, one behaviour; each stops quietly where it has nothing to do.
import { sendOnce } from './send-once.js';
import { showErrors } from './show-errors.js';
import { worklistKeys } from './worklist-keys.js';

sendOnce(document);
showErrors(document);
worklistKeys(document);
