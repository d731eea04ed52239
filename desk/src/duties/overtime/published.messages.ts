/** What became of the hours of a published version, in words. */
import { shortened } from '../../house/texts.ts';
import { hoursWords, type ToldHours } from '../planning/handhours.messages.ts';
import type { NotRecorded } from './published.ts';

/** As a record holds it. */
const mostReason = 200;

/** Why there is overtime or downtime that a version brings: as who submitted it said, with where it comes from. */
export const ofVersion = (number: number, reason: string | null): string =>
  reason === null ? `of version ${number}` : shortened(`of version ${number}: ${reason}`, mostReason);

const why: Readonly<Record<NotRecorded, string>> = {
  already: 'was recorded before, the whole of it or in part',
  begun: 'had begun: only what of it is left',
  over: 'is over already',
  nobody: 'is of nobody who is there any more',
};

/** Empty where the version has no hours of its own. */
export function recordedWords(
  recorded: readonly ToldHours[],
  left: readonly { readonly hours: ToldHours; readonly why: NotRecorded }[],
  zone: string,
  today: string,
): string {
  const news = recorded.map((one) => hoursWords(one, zone, today)).join('; ');
  return [
    ...(news === '' ? [] : [`Recorded: ${news}.`]),
    ...left.map((one) => `Not recorded: ${hoursWords(one.hours, zone, today)}, which ${why[one.why]}.`),
  ].join(' ');
}
