/** Sentences about overtime asked for. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { farWords } from '../../house/faryears.ts';
import { shortened } from '../../house/texts.ts';
import type { AskCode, LinkFault, RevokeCode, State } from './overtime.ts';

export const askRefusals: Readonly<Record<AskCode, (values: Values, today: string) => string>> = {
  'no-machine': () => 'It has no machine that could work. Maybe another work centre.',
  begun: ({ day, from }, today) =>
    `${dayWords(String(day), today)}, ${from}, is gone by. Maybe later hours, or another day.`,
  'too-far': ({ day }, today) =>
    `${dayWords(String(day), today)} is more than a year ahead. Maybe the year was mistyped.`,
  skipped: ({ day, hours }, today) =>
    `${dayWords(String(day), today)} has no ${hours}: the clocks are put forward over them. Maybe later hours.`,
  'open-already': ({ machine, open, day }, today) =>
    `${machine} is open ${dayWords(String(day), today)} already (${open}): overtime is beside its calendar. Maybe hours before or after.`,
  'asked-already': ({ machine, who }) =>
    `${who} asked for overtime of ${machine} in these hours already. Maybe wait for the decision, or ask for other hours.`,
  'approved-already': ({ machine, who }) =>
    `${machine} works overtime in these hours already, asked for by ${who}. Maybe other hours.`,
  'closed-day': ({ day, name }, today) =>
    `${dayWords(String(day), today)} is closed${name ? ` (${name})` : ''}. Is somebody to work all the same?`,
};

export const spanFaults = {
  none: () => 'Which hours? Maybe 14:00-18:00.',
  several: (text: string) => `"${text}" is more than one span. Maybe ask for each by itself.`,
} as const;

export const placeFaults = {
  centre: (code: string) => `There is no work centre "${code}" here. Maybe choose one from the list.`,
  machine: (code: string, centre: string) =>
    `"${code}" is no machine of ${centre}. Maybe leave it empty: then all of them work.`,
  twice: (code: string) => `"${code}" stands there twice. Maybe take one of them off.`,
  crew: (code: string) =>
    `There is no crew "${code}" here. Maybe leave it empty: then those come who attend its steps.`,
} as const;

/** An address may be as long as it likes. */
const shown = (value: string): string => shortened(value, 41);

/** Of what an address asks for and cannot mean. */
export function linkWords({ kind, value }: LinkFault, today: string): string {
  switch (kind) {
    case 'centre':
      return `There is no work centre "${shown(value)}" here, as the address has it. Maybe choose one from the list.`;
    case 'machine':
      return `"${shown(value)}", as the address has it, is no machine of that work centre. Maybe leave it empty: then all of them work.`;
    case 'day':
      return `"${shown(value)}", as the address has it, is no day. Maybe choose one.`;
    case 'past':
      return `${dayWords(value, today)}, as the address has it, is gone by. Maybe choose another day.`;
    case 'far':
      return farWords(value, today);
  }
}

export const revokeRefusals: Readonly<Record<RevokeCode, (values: Values) => string>> = {
  'not-approved': () => 'It is not approved, so there is nothing to revoke. Maybe refuse it.',
  'revoked-already': ({ who }) => `It was revoked by ${who} already. Maybe ask for the hours anew.`,
  'begun-already': () =>
    'It has begun, so it cannot be revoked any more. Maybe send people home, and report what was done.',
};

export const overtimeWords = {
  asked: 'A supervisor is asked.',
  approved: 'Approved: it is worked, and the next plan uses it.',
  refused: 'Refused.',
  revoked: 'Revoked: it is not worked, and the next plan does without it.',
  revokedGone: 'Revoked. Its hours had been taken away by hand before, so no plan worked in them any more.',
} as const;

export const stateWords: Readonly<Record<State, string>> = {
  asked: 'It waits for a supervisor.',
  approved: 'Approved',
  refused: 'Refused',
  revoked: 'Revoked',
};
