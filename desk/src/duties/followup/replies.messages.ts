/** What a person reads of mails that came. */

import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { mostBytes } from '../mail/incoming.ts';
import type { ReplyKind, ReplyMatch, TakeDateCode } from './replies.ts';
import type { DateNote } from './replydates.ts';
import { newTextOf } from './replytext.ts';

export const matchWords: Readonly<Record<ReplyMatch, string>> = {
  message: 'It answers our mail.',
  mark: 'Its subject bears the mark of our mail.',
  sender: 'It comes from the vendor’s address, and answers no mail of ours.',
};
export const unmatchedWords = 'Nobody knows whose it is. Maybe give it to a vendor, or put it away.';
export const strayWords = 'It answers no mail that we know of. Maybe put it away.';
export const strangerWords = (address: string, vendor: string): string =>
  `${address || 'The sender'} is no address of ${vendor}: maybe ask him before you rely on it.`;

export const kindWords: Readonly<Record<ReplyKind, string>> = {
  reply: 'Reply',
  automatic: 'Automatic answer',
  bounce: 'Did not arrive',
  unread: 'Could not be read',
};
export const unreadWords = 'Hotlist could not read this mail. Maybe read it in the mailbox.';
export const bigWords = (bytes: number): string =>
  `It is ${(bytes / 1e6).toFixed(1)} MB, more than is read here. Maybe read it in the mailbox.`;

export const noteWords: Readonly<Record<DateNote, string>> = {
  'year-inferred': 'the year is not said',
  'day-first': 'read day first',
  'month-first': 'read month first',
  'weekday-differs': 'its weekday is another',
  weekday: 'the next such weekday after the mail',
  week: 'within that week, until its Friday',
  relative: 'counted from the day of the mail',
};
export const beforeOrderWords = (ordered: string, today: string): string =>
  `before the order of ${dayWords(ordered, today)}`;
export const goneWords = 'gone by';

export const takeDateRefusals: Readonly<Record<TakeDateCode, (values: Values, today: string) => string>> = {
  'before-order': ({ ref, day, ordered }, today) =>
    `${ref} was ordered on ${dayWords(String(ordered), today)}: ${dayWords(String(day), today)} is no promise of it. Maybe another day of the mail is meant.`,
  'day-far': ({ day }, today) =>
    `${dayWords(String(day), today)} is years ahead. Maybe ask him, or keep it as he says.`,
  'day-gone': ({ day }, today) =>
    `${dayWords(String(day), today)} is gone by. Maybe ask for another, or keep it as he says.`,
  'no-line': ({ ref }) => `${ref} is no open line of this vendor. Maybe look at who has it now.`,
  'not-found-in-it': ({ day }) => `The mail does not name ${day}. Maybe log a call with what was said.`,
  'taken-already': ({ day }, today) =>
    `${dayWords(String(day), today)} is the promise by this mail already. Maybe look at the line.`,
  'no-reply': () => 'This is no answer of a vendor, so no day of it is a promise. Maybe log a call.',
};
export const dateNotAllowed = (name: string): string =>
  `${name} may not write dates of purchase lines. Maybe ask a buyer or an expediter.`;
export const traineeTakesNot = 'A trainee takes no day of a mail for a promise. Maybe ask somebody to take it.';
export const traineePutsNot = 'A trainee puts no mail away. Maybe ask somebody to do it.';
export const noSuchReply = (id: number): string => `No mail that came has the number ${id}.`;
export const doneAlready = 'It was put away already.';

/** Into the log of contacts. */
export function saidBy({ text, size, unread }: { text: string; size: number; unread: boolean }): string {
  if (unread) return unreadWords;
  if (size > mostBytes) return bigWords(size);
  return newTextOf(text).slice(0, 2000) || 'He wrote without any text of his own.';
}
/** Who wrote, as the log of contacts names him. */
export const writerOf = (mail: { readonly from_name: string; readonly from_address: string }): string =>
  (mail.from_name || mail.from_address || 'mail').slice(0, 120);
export const readIt = 'read his mail';
export const bouncedWords = (recipient: string, said: string): string =>
  `The mail to ${recipient || 'him'} did not arrive: ${said || 'its server says no more'}.`;
export const mendIt = 'mend his address, or call';
export const takenWords = (words: string, subject: string): string => `“${words}”, by his mail “${subject}”.`;
export const readWords = (subject: string): string => `His mail “${subject}” was read, and put away.`;

export const dateTaken = (day: string, lines: readonly string[], today: string): string =>
  `${dayWords(day, today)} is the promise of ${lines.join(', ')} now.`;
export const putAway = 'Put away.';
