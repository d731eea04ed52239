/** Why an order ships at another date, and by how much, in words. */
import type { Change } from './orderchanges.ts';

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
