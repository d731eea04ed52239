/** Sentences about what waits on a device. */
import type { Change } from './unsent.ts';

export const withoutWords = (status: number): string =>
  `The server answered ${status} without saying why. Maybe try again later.`;
export const inDoubt =
  'It was sent more than six days ago and no answer came: it may be done. Maybe look whether it is, before it is sent again.';

export const waitingWords = (count: number): string => `Waiting to be sent (${count})`;
export const anothersWords = (count: number, name: string): string =>
  `${count} of ${name} wait${count === 1 ? 's' : ''} on this device. Only ${name} can send ${count === 1 ? 'it' : 'them'}, signed in here.`;
export const leavingWords = (count: number): string =>
  `${count === 1 ? 'One thing you did waits' : `${count} things you did wait`} to be sent. ${count === 1 ? 'It stays' : 'They stay'} on this device until you sign in here again.`;
export const notKept = 'This browser keeps nothing: it was not sent, and is not done. Maybe leave its private mode.';

export const givenUpWords = (what: string): string => `Given up: ${what}`;
export const noSite = (name: string): string =>
  `${name} has no role at this site, so nothing can be given up at it. An administrator can grant one.`;
export const givenUpDone = 'That it was given up is written down.';
export const changedWords = (
  what: string,
  changes: readonly Change[],
  values: readonly (string | number)[],
): string => {
  const first = what.split(' · changed: ')[0] ?? what;
  return `${first} · changed: ${changes.flatMap(({ label }, place) => (values[place] === '' ? [] : `${label.toLowerCase()} ${values[place] ?? ''}`)).join(', ')}`;
};
