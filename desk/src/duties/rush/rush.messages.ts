/** Sentences about rush orders. */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { lateDaysText } from '../../house/lengths.ts';
import {
  type Became,
  type Earlier,
  type FaultCode,
  isLateAfter,
  isNewlyLate,
  isSaved,
  type OfferCode,
  type Option,
  type TwinCode,
  type Wanted,
} from './rush.ts';

export const optionWords: Readonly<Record<Option, string>> = {
  kept: 'If it waits its turn',
  first: 'If it goes first',
};

export const faultWords: Readonly<Record<FaultCode, (wanted: Wanted) => string>> = {
  'unknown-customer': ({ customer }) =>
    `There is no customer "${customer}" here. Maybe add it under Partners first, or choose one from the list.`,
  'unknown-item': ({ item }) => `There is no item "${item}" here. Maybe choose one from the list.`,
  'no-quantity': ({ qty }) => `A quantity of ${qty} is nothing to make. Maybe 1.`,
  'too-many': ({ qty }) => `${qty} is more than is counted here, a thousand million. Maybe a smaller quantity.`,
  'too-fine': ({ qty, item }) => `${item} is not counted as finely as ${qty}. Maybe a whole number.`,
  'past-wish': ({ wish }) => `${wish} is gone by. Maybe today.`,
  'far-wish': ({ wish }) => `${wish} lies in the year ${wish.slice(0, 4)}. Maybe the year was mistyped.`,
};

/** "Fri 6 Nov, 14:30" on the plant's clock. */
const clockWords = (zone: string, instant: string): string => {
  const wall = wallClock(zone, instant);
  return `${dayWords(wall.slice(0, 10), wall.slice(0, 10))}, ${wall.slice(11, 16)}`;
};

export const offerRefusals: Readonly<Record<OfferCode, (values: Values, zone: string) => string>> = {
  gone: () => 'The plan cannot have it any more. Maybe refuse it, and ask anew.',
  later: ({ date }, zone) =>
    `The plan that stands now ships it later, ${clockWords(zone, String(date))}. Maybe refuse it, and ask anew.`,
  'hurts-more': (values, zone) =>
    `By the plan that would be made now ${worseWords(values, zone)}. Maybe refuse it, and ask anew, or approve it all the same.`,
};

/** "it also delays SO-2/1, which nobody was asked about, and SO-1/1 would be late". */
function worseWords({ own, ships, fresh, never, late, broken, later }: Values, zone: string): string {
  const said = [
    own === 'never' && 'it would never ship itself',
    own === 'later' && `it would ship itself ${clockWords(zone, String(ships))}, later than offered`,
    fresh && `it also delays ${fresh}, which nobody was asked about`,
    never && `${never} would never ship`,
    late && `${late} would be late, which was told to be in time`,
    broken && `${broken} would break a given date, which was told to be kept`,
    later && `${later} would ship later than was told by a working day or more`,
  ].filter((one) => one);
  return said.join('; ');
}

export const twinQuestions: Readonly<Record<TwinCode, (values: Values, zone: string) => string>> = {
  'asked-already': ({ who, at }, zone) =>
    `${who} asked for the same ${clockWords(zone, String(at))}, already, and it waits for a supervisor. Is this another one?`,
  'ordered-already': ({ who, at, line }, zone) =>
    `The same is ordered already, as ${line}: ${who} asked for it ${clockWords(zone, String(at))}. Is this another one?`,
};

export const rushRefusals = {
  /** `why`: neither can be had. */
  noOffer: (why: string | undefined, option: Option) =>
    why ??
    (option === 'first'
      ? 'Going first would not be sooner. Maybe ask for the date by which it waits its turn.'
      : 'The plan has no date by which it waits its turn. Maybe ask for the one by going first.'),
  nothingToPrint: (line: string) =>
    `No ticket of ${line} is to be printed: what it needs is not clear to build yet, printed already, or on its way to a printer. Maybe look at Clear to build.`,
  fromStock: (line: string) => `${line} ships from stock: nothing is made for it, so it has no ticket.`,
  notYours: (who: string) =>
    `${who} asked for it, and takes it back alone. Maybe ask a supervisor to refuse it, with the reason.`,
  reasonNeeded: () => 'Say why it is approved though it hurts more than was told. Maybe who agreed to it.',
  /** `number`: the version that is published by now. */
  publishedMeanwhile: (number: number) =>
    `Version ${number} was published while whom it hurts was planned by what was published before. Maybe approve it again: it is planned anew then.`,
  releasedMeanwhile: () =>
    'What is released from the frozen zone changed while whom it hurts was planned. Maybe approve it again: it is planned anew then.',
  notApproved: () => 'It is not approved, so there is no order of it yet. Maybe ask a supervisor to decide.',
  notPublished: (line: string, number: number) =>
    `${line} is not in the published version, by which departments work: nothing is released for it yet. Maybe submit version ${number}, which ships it; once that is published this prints its tickets.`,
  notPlanned: (line: string) => `The plan with ${line} is not made yet. Maybe wait for the planning run.`,
} as const;

/** By how much somebody ships later: in working days, as lateness is said everywhere. */
export const delayWords = ({
  seconds,
  days = seconds / 86_400,
}: {
  readonly seconds: number;
  readonly days?: number | undefined;
}): string => `by ${lateDaysText(days)}`;

/** "version 14: late by 2.0 d", "as published (version 12): not late". */
export function becameWords({ version, published, is, late_days }: Became): string {
  const by = published ? `as published (version ${version})` : `version ${version}`;
  const said = {
    'in time': 'not late',
    late: `late by ${lateDaysText(late_days)}`,
    never: 'ships never',
    gone: 'gone: it is no open line any more',
    absent: 'not in it',
  } as const;
  return `${by}: ${said[is]}`;
}

/** Stands on the order line. */
export const noteOf = (who: string, wish: string, twin: { readonly line: string | null } | undefined): string =>
  `Rush order asked for by ${who}, wished for ${wish}.${twin ? ` Another one than ${twin.line}.` : ''}`;

/** What the planning run that follows would make of it; undefined: it ships as it was offered. When it ships stands behind it. */
export function ranWords(offered: string, ships: string | null): string | undefined {
  const run = 'The planning run that follows would';
  if (ships === null) return `▲ ${run} not ship it at all.`;
  const by = Date.parse(ships) - Date.parse(offered);
  if (by === 0) return undefined;
  return by > 0 ? `▲ ${run} ship it later than offered:` : `${run} ship it sooner than offered:`;
}

/** "3 order lines ship later"; `became`: it is told what became of them since. */
export function laterWords(lines: number, became = false): string {
  if (lines === 0) return 'Nobody ships later.';
  const [one, many] = became ? ['was to ship', 'were to ship'] : ['ships', 'ship'];
  return `${linesText(lines)} ${lines === 1 ? one : many} later`;
}

/** "2 given dates broken", promised or pledged; null: none. */
export function brokenWords(hurts: readonly { readonly breaks?: string | null | undefined }[]): string | null {
  const broken = hurts.filter(({ breaks }) => breaks).length;
  if (broken === 0) return null;
  return broken === 1 ? '1 given date broken' : `${broken.toLocaleString('en-GB')} given dates broken`;
}

/** "3 order lines ship earlier, 1 of them saved"; `gains`: at least one. */
export function earlierWords(gains: readonly Earlier[]): string {
  const saved = gains.filter(isSaved).length;
  const said = `${linesText(gains.length)} ${gains.length === 1 ? 'ships' : 'ship'} earlier`;
  if (saved === 0) return said;
  return gains.length === 1 ? `${said} and is saved` : `${said}, ${saved.toLocaleString('en-GB')} of them saved`;
}

/** "by 2.0 d: saved", with when it ships behind it. */
export const gainWords = (one: Earlier): string =>
  `${one.before === null ? 'shipped never' : delayWords({ seconds: 0, days: one.days })}${isSaved(one) ? ', saved' : ''}`;

const linesText = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'order line' : 'order lines'}`;

/** Over those that are not shown at once. */
export const andMoreWords = (count: number): string => `And ${count.toLocaleString('en-GB')} more`;

/** "by 2.0 d, to" and ", ▲ breaks …", before the moment: one that is late has its mark already. */
export const shipsLaterWords = (one: Parameters<typeof delayWords>[0]): string => `${delayWords(one)}, to`;
export const shipsEarlierWords = (one: Earlier): string => `${gainWords(one)}, to`;
export const breaksWords = (one: Parameters<typeof isNewlyLate>[0]): string =>
  `, ${isLateAfter(one) ? '' : '▲ '}${rushWords.breaks}`;

/** Behind by how much a line ships later. */
export function lateWords(one: Parameters<typeof isNewlyLate>[0]): string {
  if (!isLateAfter(one)) return 'still in time';
  return one.after === null ? '▲ ships never' : isNewlyLate(one) ? '▲ late by that' : '▲ late already';
}

export const rushWords = {
  /** Behind by how much a line ships later; the day stands behind it. */
  breaks: 'breaks its given date of',
  trying: 'Planning with it, as the planning run that follows would: whom it would delay',
  /** Of an approval. */
  inTurn: 'Planning with it, to see whom it delays now. Who asked the plan before is answered first',
  fromNothing: 'That run plans from nothing, for to keep what stands would cost much more: much may stand elsewhere.',
  another: 'Yes, it is another one',
  allTheSame: 'Approve it all the same',
  asked: 'A supervisor is asked.',
  otherwise:
    'The plan that stands now gives other dates than those that you asked for: here they are. Nothing was asked for yet.',
  /** Where versions are published, departments work by what is. */
  approved: (line: string, publishes: boolean) =>
    `Approved: ${line} is ordered, and a plan with it is on its way.${publishes ? ' Departments work by that once it is submitted, approved and published.' : ''}`,
  refused: 'Refused.',
  takenBack: 'Taken back: nobody is asked for it any more.',
  notReleased: 'Nothing is released for it before a published version has it.',
  notAtWork: 'is not published yet: departments work by it once it is.',
} as const;
