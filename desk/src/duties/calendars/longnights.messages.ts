/** What is said of hours that run over midnight for long. */
import { dayWords } from '../../house/daywords.ts';
import { clockText } from './calendars.ts';
import type { LongNight } from './longnights.ts';

/** "20 hours, until 10:00 of the next day" */
export const nightWords = ({ from, to }: Pick<LongNight, 'from' | 'to'>): string =>
  `${spanWords(to - from)}, until ${clockText(to - 86_400)} of the next day`;

/** "20 hours", "23 hours 59 minutes"; of at least an hour. */
function spanWords(seconds: number): string {
  const all = Math.round(seconds / 60);
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}${minutes > 0 ? ` ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}` : ''}`;
}

/** What else it may mean: the other way round, where that is work to speak of; else all of one day. */
function meantWords({ from, to }: Pick<LongNight, 'from' | 'to'>): string {
  const other = 86_400 - to + from;
  return other < 3600
    ? 'Maybe 00:00-24:00 is, all of one day.'
    : `Maybe ${clockText(to - 86_400)}-${clockText(from)} is, ${spanWords(other)} of one day.`;
}

/** "14:00-10:00 of DAY on Sun 6 Dec is 20 hours, until 10:00 of the next day. Is that meant? Maybe 10:00-14:00 is, …" */
export function longNightWords(all: readonly LongNight[], today: string): string {
  const [first, ...others] = all;
  if (!first) return '';
  const [begin, end] = [clockText(first.from), clockText(first.to - 86_400)];
  const on = first.day === null ? 'in its week' : `on ${dayWords(first.day, today)}`;
  const more =
    others.length === 0 ? '' : ` ${others.length} more as long ${others.length === 1 ? 'is' : 'are'} saved with it.`;
  return `${begin}-${end} of ${first.calendar} ${on} is ${nightWords(first)}. Is that meant? ${meantWords(first)}${more}`;
}
