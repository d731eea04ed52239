/** Sentences about what comes within delegated limits, added up. */
import type { AddedUp } from './addedup.ts';

const counted = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;

const summed = ({ reach: { days, otherGroup, seconds } }: AddedUp): string =>
  [
    days === 0 ? 'no step leaves its day' : `the step that goes furthest goes ${counted(days, 'day')}`,
    otherGroup === 0 ? '' : `${otherGroup === 1 ? '1 step goes' : `${otherGroup} steps go`} to another machine group`,
    seconds === 0
      ? ''
      : `${counted(Math.ceil(seconds / 360) / 10, 'hour')} more overtime ${seconds <= 3600 ? 'is' : 'are'} opened`,
  ]
    .filter((text) => text !== '')
    .join(', ');

const since = ({ since: number }: AddedUp): string => `version ${number}, the last that somebody else approved`;

export const addedUpWords = (added: AddedUp): string =>
  `With all that was published since ${since(added)}, ${summed(added)}.`;

export const tooMuchWords = (added: AddedUp): string =>
  `It is beyond the delegated limits, with what was published within them before: since ${since(added)}, ${summed(added)}. Once a supervisor approves it, that is counted anew.`;

/** `at` what was published by somebody else's word. */
export const ownLimitsWords = (who: string, { since: number }: Pick<AddedUp, 'since'>): string =>
  `It was not published at once: ${who} set the delegated limits since version ${number} was approved, the last that somebody else approved. So somebody else approves this one.`;
