/** What would level a load, in words. */

import type { Level } from './level.ts';
import { percentOf } from './masterschedule.ts';

const verbs = {
  earlier: (count: number) => `Begin ${count} ${count === 1 ? 'operation' : 'operations'} earlier`,
  later: (count: number) => `Put ${count} ${count === 1 ? 'operation' : 'operations'} behind it`,
} as const;

const hoursWords = (edits: Level['edits']): string => {
  const longer = edits.filter((edit) => edit.kind === 'overtime');
  const hours = longer.reduce((sum, { from, to }) => sum + (to - from) / 3600, 0);
  return `Work ${hours} h longer (${[...new Set(longer.map(({ of }) => of))].join(', ')})`;
};

/** "Begin 2 operations earlier: 104 % becomes 82 %". */
export const offerWords = ({ kind, count, edits, before, after }: Level): string =>
  `${kind === 'overtime' ? hoursWords(edits) : verbs[kind](count)}: ${percentOf(before)} becomes ${percentOf(after)}`;

export const levelWords = {
  ask: (goal: number) => `Level it under ${percentOf(goal)}`,
  trying: 'Trying what would level it',
  nothing: 'Nothing helps that breaks no rule and makes nobody late. Maybe another calendar, or another machine.',
  reason: (resource: string, span: string, offer: Level) => `${offerWords(offer)}: ${resource}, ${span}`,
} as const;
