/** Sentences about what comes within delegated limits, added up. */
import type { AddedUp, Uncounted } from './addedup.ts';
import type { OwnLimits } from './judged.ts';

const counted = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;

/** "0.5 h" of overtime, rounded up to a tenth. */
export const hoursCounted = (seconds: number): string => `${Math.ceil(seconds / 360) / 10} h`;

const summed = ({ reach: { days, otherGroup, seconds } }: AddedUp): string =>
  [
    days === 0 ? 'no step leaves its day' : `the step that goes furthest goes ${counted(days, 'day')}`,
    otherGroup === 0 ? '' : `${otherGroup === 1 ? '1 step goes' : `${otherGroup} steps go`} to another machine group`,
    seconds === 0 ? '' : `${hoursCounted(seconds)} more overtime is opened`,
  ]
    .filter((text) => text !== '')
    .join(', ');

const since = ({ since: number }: AddedUp): string => `version ${number}, the last that somebody else approved`;

export const addedUpWords = (added: AddedUp): string =>
  `With all that was published since ${since(added)}, ${summed(added)}.`;

const countedAnew = 'Once a supervisor approves it, that is counted anew.';

export const tooMuchWords = (added: AddedUp): string =>
  `It is beyond the delegated limits, with what was published within them before: since ${since(added)}, ${summed(added)}. ${countedAnew}`;

export const uncountedWords = ({ uncounted: number }: Uncounted): string =>
  `It was not published at once: ${
    number === null
      ? 'nobody else has approved a version yet'
      : `version ${number}, the last that somebody else approved, is cleared`
  }, so nobody can say how far it goes with all that was published since. ${countedAnew}`;

export const ownLimitsWords = ({ ownLimits: who, since: number }: OwnLimits): string =>
  `It was not published at once: ${who} set the delegated limits since version ${number} was approved, the last that somebody else approved. So somebody else approves this one.`;
