/** What changed since yesterday, in words. */
import { type Change, countsOf } from '../planning/orderchanges.ts';

/** "3 newly late, 2 later, 4 earlier, 1 saved." */
export function sinceSentence(changes: readonly Change[]): string {
  const counts = countsOf(changes);
  const said = [
    [counts['newly late'], 'newly late'],
    [counts.later, 'later'],
    [counts.saved, 'saved'],
    [counts.earlier, 'earlier'],
    [counts.new, 'new'],
    [counts.gone, 'off the plan'],
  ] as const;
  const parts = said.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  return parts.length === 0 ? 'No order changed its date by an hour or more.' : `${parts.join(', ')}.`;
}

export const noPlanYet = 'No plan has been made yet, so there is nothing to compare.';
export const oneVersionOnly = 'Only one version stands: there is nothing older to compare it with.';
