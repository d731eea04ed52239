/** Asked before a purchase line goes that its vendor means to deliver. */
import { dayWords } from '../../house/daywords.ts';
import { fewNamed } from '../../house/names.ts';
import type { PromisedAway } from './promisedaway.ts';

export const promisedAwayWords = (lines: readonly PromisedAway[], today: string): string =>
  `${fewNamed(lines.map(({ ref, vendor, qty, promised }) => `${vendor} promised ${qty} of ${ref} for ${dayWords(promised, today)}`))}, and is told nothing by this. Maybe call or write to him first, under Follow-up.`;
