/** What a person reads of mails that are given to a vendor by hand. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import type { GiveCode } from './givings.ts';

export const giveRefusals: Readonly<Record<GiveCode, (values: Values, today: string) => string>> = {
  'address-elsewhere': ({ address }) =>
    `${address} is an address of a vendor at another site too, so nobody could tell whose its mails are. Maybe give this mail without remembering it.`,
  'address-of-other': ({ address, vendor }) =>
    `${address} is an address of ${vendor} already. Maybe give this mail without remembering it.`,
  'answers-ours': () => 'It answers a mail of ours, so it is the vendor’s whom we wrote to.',
  'dates-stand': ({ ref, day }, today) =>
    `${dayWords(String(day), today)} stays the promise of ${ref}: whoever has this mail, no promise is taken back. Maybe log a call with the true date as well.`,
  'given-meanwhile': ({ by, vendor }) =>
    vendor === null
      ? `${by || 'Somebody'} took it back meanwhile. Maybe look at it again.`
      : `${by} gave it to ${vendor} meanwhile. Maybe look at it again.`,
  'no-address': () => 'It names no address that could be remembered. Maybe give it without.',
  'no-letter': () => 'A program wrote it, so it is about no line. Maybe put it away.',
  'no-line': ({ ref, vendor }) =>
    vendor === null
      ? 'A mail that is taken back is about no line. Maybe leave the lines out.'
      : `${ref} is no open line of ${vendor}. Maybe look at who has it now.`,
  'no-vendor': ({ vendor }) => `There is no vendor ${vendor}. Maybe it was renamed.`,
  'not-given': () => 'Nobody gave it to a vendor, so nothing is taken back.',
};

export const traineeGivesNot = 'A trainee gives no mail to a vendor. Maybe ask somebody to do it.';

export const given = (vendor: string, lines: readonly string[], remembered: string | null): string =>
  `It is given to ${vendor}${lines.length === 0 ? '' : `, about ${lines.join(', ')}`}.${
    remembered === null ? '' : ` Mails of ${remembered} are his from now on.`
  }`;
export const takenBack = 'It is taken back.';

/** Into the log of contacts of a line that it was given. */
export const leftWords = (subject: string): string => `His mail “${subject}” is not about it after all.`;

/** Above the mail: who gave it. */
export const givenTo = (vendor: string, refs: readonly string[]): string =>
  `Given to ${vendor}${refs.length === 0 ? '' : `, about ${refs.join(', ')},`} by`;
export const remembers = (address: string): string => `mails of ${address} are his`;

export const giveWords = {
  title: (subject: string): string => `Give “${subject || 'the mail'}” to a vendor`,
  give: 'Give to a vendor',
  giveAnew: 'Give to another vendor or line',
  giveAllTheSame: 'Give it all the same',
  takeBack: 'Take back',
  takeBackAllTheSame: 'Take it back all the same',
  remember: (address: string): string => `Mails of ${address} are his from now on`,
  whichLines: 'About which of his lines?',
} as const;
