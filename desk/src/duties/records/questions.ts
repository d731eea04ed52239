/** What a person is asked before records are written that could be read but are as often a slip. Pure. */
import { Refusal } from '../../house/errors.ts';
import type { Row } from '../../house/kind.ts';
import { longNightWords } from '../calendars/longnights.messages.ts';
import { type LongNight, nightsOfRecord } from '../calendars/longnights.ts';

/** A record that is added, or changed. */
export interface Written {
  readonly kind: string;
  readonly row: Row;
  readonly before: Row | undefined;
}

export interface Question {
  readonly code: 'over-midnight';
  readonly text: string;
}

/** `today`: YYYY-MM-DD of the plant. */
export const questionOf = (written: readonly Written[], today: string): Question | undefined =>
  ofNights(
    written.flatMap(({ kind, row, before }) => nightsOfRecord(kind, row, before)),
    today,
  );

export const ofNights = (nights: readonly LongNight[], today: string): Question | undefined =>
  nights.length > 0 ? { code: 'over-midnight', text: longNightWords(nights, today) } : undefined;

/** Refused (409, with the code that says yes) until it is confirmed. */
export function refuseUnasked(question: Question | undefined, confirmed: ReadonlySet<string>): void {
  if (question && !confirmed.has(question.code))
    throw new Refusal(409, question.code, question.text, { values: { confirm: question.code } });
}
