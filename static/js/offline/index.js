// What makes an app of the pages, and keeps chosen plans on the phone. Pages are whole without any of it; what is seldom needed
// is fetched when it is.
import './browsers-offer.js';
import { register } from './register.js';
import { follow } from './follow.js';

follow(document);
register(document);
if (document.querySelector('[data-kept-plans]')) import('./kept-plans.js').then(({ show }) => show(document));
if (document.querySelector('[data-keeping]')) import('./choice.js').then(({ offerChoice }) => offerChoice(document));
if (document.querySelector('[data-install]')) import('./install.js').then(({ offerInstall }) => offerInstall(document));
