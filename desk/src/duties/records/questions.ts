/** What a person is asked before records are written that could be read but are as often a slip. Pure. */
import { Refusal } from '../../house/errors.ts';
import type { Row } from '../../house/kind.ts';
import { longNightWords } from '../calendars/longnights.messages.ts';
import { type LongNight, nightsOfRecord } from '../calendars/longnights.ts';
import { unshownWords } from '../calendars/unshown.messages.ts';
import { type Unshown, unshownBy } from '../calendars/unshown.ts';
import { notPostedWords } from '../orders/notposted.messages.ts';
import { type NotPosted, notPostedBy } from '../orders/notposted.ts';
import { promisedAwayWords } from '../purchasing/promisedaway.messages.ts';
import { type PromisedAway, promisedAwayBy } from '../purchasing/promisedaway.ts';

/** A record that is added, changed, or deleted. */
export interface Written {
  readonly kind: string;
  /** Undefined: it is deleted. */
  readonly row: Row | undefined;
  readonly before: Row | undefined;
}

type QuestionCode = 'over-midnight' | 'not-shown' | 'not-posted' | 'promised';

/** Several that are asked at once are one, with all their codes. */
export interface Question {
  readonly codes: readonly QuestionCode[];
  readonly text: string;
}

/** As a request says yes to it, and a refusal names that. */
export const confirmOf = ({ codes }: Question): string => codes.join(',');

export interface Asking {
  /** YYYY-MM-DD of the plant. */
  readonly today: string;
  /** Somebody sits there who could be shown what hours move, and there is a plan that they move. */
  readonly couldSee: boolean;
}

export interface AskingHand extends Asking {
  /** The plant's day of an instant. */
  readonly dayOf: (instant: string) => string;
}

export const questionOf = (written: readonly Written[], { today, couldSee }: Asking): Question | undefined =>
  together([
    ofNights(
      written.flatMap(({ kind, row, before }) => (row ? nightsOfRecord(kind, row, before) : [])),
      today,
    ),
    couldSee
      ? ofUnshown(
          written.flatMap(({ kind, row, before }) => unshownBy(kind, before, row, today)),
          today,
        )
      : undefined,
  ]);

/** Who changes or deletes a record by hand is asked about goods and promises too; an import tells of other books, and says so in its notes. */
export const questionOfHand = (written: readonly Written[], asking: AskingHand): Question | undefined =>
  together([
    questionOf(written, asking),
    ofNotPosted(written.flatMap(({ kind, row, before }) => notPostedBy(kind, before, row))),
    ofPromised(
      written.flatMap(({ kind, row, before }) => promisedAwayBy(kind, before, row, asking.dayOf)),
      asking.today,
    ),
  ]);

export const ofNights = (nights: readonly LongNight[], today: string): Question | undefined =>
  nights.length > 0 ? { codes: ['over-midnight'], text: longNightWords(nights, today) } : undefined;

export const ofUnshown = (hours: readonly Unshown[], today: string): Question | undefined =>
  hours.length > 0 ? { codes: ['not-shown'], text: unshownWords(hours, today) } : undefined;

const ofNotPosted = (lines: readonly NotPosted[]): Question | undefined =>
  lines.length > 0 ? { codes: ['not-posted'], text: notPostedWords(lines) } : undefined;

const ofPromised = (lines: readonly PromisedAway[], today: string): Question | undefined =>
  lines.length > 0 ? { codes: ['promised'], text: promisedAwayWords(lines, today) } : undefined;

function together(all: readonly (Question | undefined)[]): Question | undefined {
  const some = all.filter((one) => one !== undefined);
  if (some.length === 0) return undefined;
  return { codes: some.flatMap(({ codes }) => codes), text: some.map(({ text }) => text).join(' ') };
}

/** Refused (409, with the codes that say yes) until all of it is confirmed. */
export function refuseUnasked(question: Question | undefined, confirmed: ReadonlySet<string>): void {
  if (isUnasked(question, confirmed))
    throw new Refusal(409, question.codes[0]!, question.text, { values: { confirm: confirmOf(question) } });
}

export const isUnasked = (question: Question | undefined, confirmed: ReadonlySet<string>): question is Question =>
  question !== undefined && !question.codes.every((code) => confirmed.has(code));
