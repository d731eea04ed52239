/** What changed since yesterday, in words. */
import type { Became, Change } from './since.ts';

const count = (n: number, words: string): string => `${n} ${words}`;

/** "3 newly late, 2 later, 4 earlier, 1 saved." */
export function sinceSentence(changes: readonly Change[]): string {
  const of = (became: Became): number => changes.filter((one) => one.became === became).length;
  const said = [
    [of('newly late'), 'newly late'],
    [of('later'), 'later'],
    [of('saved'), 'saved'],
    [of('earlier'), 'earlier'],
    [of('new'), 'new'],
    [of('gone'), 'off the plan'],
  ] as const;
  const parts = said.filter(([n]) => n > 0).map(([n, words]) => count(n, words));
  return parts.length === 0 ? 'No order changed its date by an hour or more.' : `${parts.join(', ')}.`;
}

export const noPlanYet = 'No plan has been made yet, so there is nothing to compare.';
export const oneVersionOnly = 'Only one version stands: there is nothing older to compare it with.';

/** Why an order moved. */
export function whyWords({ became, root, newRoot, after, lateSeconds }: Change): string {
  switch (became) {
    case 'new':
      return after !== null && lateSeconds === 0 ? 'New; it ships in time.' : (root?.text ?? 'New.');
    case 'gone':
      return 'Shipped, closed or cancelled.';
    case 'saved':
    case 'earlier':
      if (root && !newRoot) return `Same cause as before, for less long: ${root.text}`;
      return root ? `No longer: ${root.text}` : 'There was room to do it earlier.';
    default:
      if (!root) return 'It has time until it is due; other work goes before it.';
      return newRoot ? `New cause: ${root.text}` : `Same cause as before: ${root.text}`;
  }
}

/** "+3.0 d", "−0.5 d"; what moved over hours or days on which nobody works says so. */
export function movedWords(days: number): string {
  const size = Math.abs(days).toFixed(1);
  if (size === '0.0') return 'same working day';
  return `${days > 0 ? '+' : '−'}${size} d`;
}
