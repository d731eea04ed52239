/** Runs before all other code, as a file of its own. */
import { askEarly } from './api.ts';
import { askedFirst, lastMay, lastSite } from './asked.ts';
import { askedLook, firstLook, setLook } from './look.ts';

// Before anything is drawn: what is drawn in colours of its own, as the board is, would be drawn again once the mark is set.
setLook(firstLook(window.location, askedLook()));
for (const address of askedFirst(window.location, lastSite(), lastMay())) askEarly(address);
