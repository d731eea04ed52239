/** Runs before all other code, as a file of its own. */
import { askEarly } from './api.ts';
import { askedFirst, lastMay, lastSite } from './asked.ts';
import { lookAt, setLook } from './look.ts';

const look = lookAt(window.location);
if (look) setLook(look);
for (const address of askedFirst(window.location, lastSite(), lastMay())) askEarly(address);
