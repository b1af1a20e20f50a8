// What the worker does. Each file listens for its own events, and must do so while the worker is being read. Who only listens in
// on a request comes before who answers it: after an answer nobody further down is asked.
export { keep } from './shelf.js';
import './push.js';
import './sync.js';
import './leave.js';
import './answer.js';
