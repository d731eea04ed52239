/** Runs before all other code, as a file of its own. */
import { askEarly } from './api.ts';
import { askedFirst, lastSite } from './asked.ts';

for (const address of askedFirst(window.location, lastSite())) askEarly(address);
