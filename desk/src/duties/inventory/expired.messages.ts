/** Sentences about goods that have expired that a person reads. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';

export const expiredWords = ({ item, location, lot, expires, more }: Values, today: string): string =>
  `${item}${lot === '' ? '' : ` lot ${lot}`} at ${location} expired on ${dayWords(String(expires), today)}${
    Number(more) > 0 ? ` (and ${more} more)` : ''
  }. Maybe take another lot, or say why it may still be used.`;
export const reasonForExpired = 'What has expired needs a reason: why it may still be used.';
