/** What a person reads of the day's calls to vendors. */
import type { Cadence, FollowReason } from './followup.ts';

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

export const pauseRefusals = {
  dayGone: (until: string): string => `${until} is not to come. Maybe a later day.`,
  noDay: (ref: string): string => `${ref} is put off to a day: a line alone is not paused for good.`,
  noLine: (ref: string, vendor: string): string => `${vendor} has no open line ${ref}.`,
  noVendor: (vendor: string): string => `There is no vendor ${vendor}.`,
  noPause: (id: number): string => `Nothing was put off under the number ${id}.`,
};
export const putOffWords = (ref: string | null, vendor: string, until: string | null): string =>
  `${ref ?? `All of ${vendor}`} is put off ${until === null ? 'until it is taken up again' : `to ${until}`}.`;
export const takenUpWords = 'It is followed up again.';

export const reasonWords: Readonly<Record<FollowReason, string>> = {
  late: 'Late',
  'call-back': 'Call agreed',
  'ship date': 'Ship date',
  'not acknowledged': 'Not acknowledged',
  confirm: 'To confirm',
};

/** Days as people say them. */
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

/** "Promised for Fri 20 Nov and not here." */
export function whyWords(reason: FollowReason, of: WhyValues): string {
  switch (reason) {
    case 'late':
      if (of.overdue) return `${of.promised ? 'Promised for' : 'Needed'} ${of.due} and not here.`;
      return `Comes ${of.expected}, needed ${of.need}.`;
    case 'call-back':
      return `Agreed for ${of.since}${of.nextAction ? `: ${of.nextAction}` : ''}.`;
    case 'ship date':
      return `To leave him by ${of.since}; no proof of it yet.`;
    case 'not acknowledged':
      return `Ordered ${of.ordered ?? ''}, nothing promised yet.`;
    case 'confirm':
      return `Due ${of.due}: does that hold?`;
  }
}
