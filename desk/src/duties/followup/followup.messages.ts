/** What a person reads of the day's calls to vendors. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import type { Cadence, FollowReason } from './followup.ts';
import type { EndCode, Pause, PauseCode } from './pauses.ts';

/** It stands above the list. */
export const orderSentence =
  'First what late customer lines wait for, the most working days late to need, then the most money; then what is needed first.';

/** The company's cadence in words, above the list. */
export function cadenceSentence({ acknowledge_days, confirm_days, at_ship_date, late_every_days }: Cadence): string {
  const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;
  const often = late_every_days === 1 ? 'working day' : days(late_every_days);
  const shipped = at_ship_date ? 'proof asked for on the ship-by date' : 'nothing asked on the ship-by date';
  return `Acknowledged within ${days(acknowledge_days)}, confirmed ${days(confirm_days)} before it is due, ${shipped}, asked every ${often} when late; a vendor’s record may say otherwise.`;
}

export const cadenceKept = 'Kept. The list goes by it now.';

export const cadenceChanged = (now: Cadence): string =>
  `Somebody else set the cadence since you read it: ${cadenceSentence(now)} Maybe set it again.`;

export const pauseRefusals: Readonly<Record<PauseCode, (values: Values) => string>> = {
  'day-gone': ({ until }) => `${until} is not to come. Maybe a later day.`,
  'no-day': ({ ref }) => `${ref} is paused until a day: a line alone is not paused for good. Maybe name one.`,
  'no-line': ({ ref, vendor }) => `${vendor} has no open line ${ref}. Maybe look at who has it now.`,
  'no-vendor': ({ vendor }) => `There is no vendor ${vendor}. Maybe it was renamed.`,
};

export const endRefusals: Readonly<Record<EndCode, (values: Values, today: string) => string>> = {
  replaced: ({ ref, vendor, until }, today) =>
    `${ref ?? vendor} was paused anew since, ${untilWords(until, today)}. Maybe end that pause.`,
};
export const noPause = (id: number): string => `Nothing was paused under the number ${id}.`;

type Paused = Pick<Pause, 'vendor' | 'vendor_name' | 'ref'>;
const called = ({ ref, vendor_name, vendor }: Paused): string => ref ?? vendor_name ?? vendor;
const untilWords = (until: Values[string] | undefined, today: string): string =>
  typeof until === 'string' ? `until ${dayWords(until, today)}` : 'until that is ended';

/** "PO-1/1 is paused until Mon 9 Nov." */
export const pausedWords = (of: Paused & Pick<Pause, 'until'>, today: string): string =>
  `${called(of)} is paused ${untilWords(of.until, today)}.`;

const mostNamed = 3;

/** "The pause of PO-1/1 is ended. Kraft Rohr is still paused until that is ended." */
export function endedWords(ended: Paused, still: readonly Pause[], today: string): string {
  const first = `The pause of ${called(ended)} is ended.`;
  const [one, ...others] = still;
  if (!one) return `${first} ${ended.ref === null ? 'His lines are' : 'It is'} followed up again.`;
  const named = [one, ...others]
    .slice(0, mostNamed)
    .map((of) => `${called(of)} is still paused ${untilWords(of.until, today)}`);
  const more = still.length - named.length;
  return `${first} ${named.join(', ')}${more > 0 ? `, and so are ${more} more of his lines` : ''}.`;
}

export const reasonWords: Readonly<Record<FollowReason, string>> = {
  late: 'Late',
  'call-back': 'Call agreed',
  'ship date': 'Ship date',
  'not acknowledged': 'Not acknowledged',
  confirm: 'To confirm',
};

/** Days, or moments. */
export interface WhyValues {
  readonly since: string;
  readonly need: string;
  readonly due: string;
  readonly expected: string;
  readonly promised: boolean;
  readonly ordered: string | null;
  /** Its day is gone by. */
  readonly overdue: boolean;
  readonly nextAction: string | null;
}

/** "Promised Fri 20 Nov, not here.": one line of a phone. `said` tells a day as people do. */
export function whyWords(reason: FollowReason, of: WhyValues, said: (day: string) => string): string {
  switch (reason) {
    case 'late':
      if (of.overdue) return `${of.promised ? 'Promised' : 'Needed'} ${said(of.due)}, not here.`;
      return `Comes ${said(of.expected)}, needed ${said(of.need)}.`;
    case 'call-back':
      return `Agreed for ${said(of.since)}${of.nextAction ? `: ${of.nextAction}` : ''}.`;
    case 'ship date':
      return `To leave by ${said(of.since)}, no proof.`;
    case 'not acknowledged':
      return `Ordered ${of.ordered === null ? '' : said(of.ordered)}, not promised.`;
    case 'confirm':
      return `Due ${said(of.due)}: does that hold?`;
  }
}
