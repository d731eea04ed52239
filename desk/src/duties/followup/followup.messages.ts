/** What a person reads of the day's calls to vendors. */
import type { FollowReason } from './followup.ts';

/** It stands above the list. */
export const orderSentence =
  'First what late customer lines wait for, the most working days late to need, then the most money; then what is needed first.';

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
