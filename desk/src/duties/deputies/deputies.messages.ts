/** Every sentence about deputies that a person reads. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import type { DeputyCode } from './deputies.ts';

const day = (value: Values[string] | undefined, today: string): string => dayWords(String(value), today);

export const deputyRefusals: Readonly<Record<DeputyCode, (values: Values, today: string) => string>> = {
  'no-supervisor': () =>
    'Only who approves plans by a role of his own names a deputy: what one may as a deputy is not given on. Maybe ask the supervisor to name somebody else.',
  himself: () => 'Nobody is his own deputy. Maybe name somebody else.',
  'not-here': () =>
    'A deputy is somebody with a role at this site who may sign in. Maybe ask an administrator to add the person.',
  'sees-too-little': ({ name }) =>
    `${name} may not see the plans here, so could not read what there is to approve. Maybe an administrator gives the role viewer.`,
  'ends-first': ({ from, to }, today) =>
    `It would end on ${day(to, today)}, before it begins on ${day(from, today)}. Maybe the two days are swapped.`,
  'in-the-past': ({ to }, today) => `It would be over already: ${day(to, today)} is past. Maybe name a later day.`,
  'too-long': ({ days, mostDays }) =>
    `That is ${days} days; a deputy stands in for ${mostDays} at most. Maybe an administrator makes the person a supervisor.`,
  'too-far': ({ from }, today) =>
    `It would begin on ${day(from, today)}, more than a year from now. Maybe the year is mistyped; else name the deputy when it is nearer.`,
  'has-one': ({ name, from, to }, today) =>
    `${name} stands in for you from ${day(from, today)} to ${day(to, today)} already. Maybe end that first, or name other days.`,
  'not-yours': () => 'Only the supervisor and the deputy end it. Maybe ask one of them.',
  over: () => 'It is over already, so there is nothing to end. Maybe name a deputy for other days.',
};

export const namedWords = (name: string, from: string, to: string, today: string): string =>
  `${name} stands in for you from ${dayWords(from, today)} to ${dayWords(to, today)}.`;
export const endedWords = (deputy: string, supervisor: string): string =>
  `${deputy} stands in for ${supervisor} no more.`;

/** "Cara Crew, standing in for Ann Weld". */
export const standingIn = (who: string, forWho: string | null): string =>
  forWho === null ? who : `${who}, standing in for ${forWho}`;
