/** Why an order ships at another date, and by how much, in words. */
import type { Behind } from './newcause.ts';
import type { Change, Root } from './orderchanges.ts';

/** Why an order moved. */
export function whyWords({ became, root, newRoot, after, lateSeconds }: Change, behind: Behind = {}): string {
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
      return newRoot ? `New cause: ${causeWords(root, behind)}` : `Same cause as before: ${root.text}`;
  }
}

/** Who is behind it goes first; where a person put the order's own work, neither how long that takes nor when it rests is a cause. */
function causeWords({ kind, text }: Root, { taken, first, byHand }: Behind): string {
  if (kind === 'by-hand') return text;
  const put = byHand && `moved by hand by ${byHand.who} (step ${byHand.seq} of ${byHand.order}).`;
  if (put && (kind === 'work-time' || kind === 'closed')) return put;
  const took = taken && `${taken.by} takes ${amountWords(taken.qty)} ${taken.item} it had.`;
  return [put, took, text, first && `That work is for ${first}.`].filter((one) => one).join(' ');
}

/** Of an order that serves several a demand has a share: a share of pieces is not counted in pieces. */
const amountWords = (qty: number): string =>
  Number.isInteger(qty) ? `the ${qty.toLocaleString('en-GB')}` : 'some of the';

/** "+3.0 d", "−0.5 d"; what moved over hours or days on which nobody works says so. */
export function movedWords(days: number): string {
  const size = Math.abs(days).toFixed(1);
  if (size === '0.0') return 'same working day';
  return `${days > 0 ? '+' : '−'}${size} d`;
}
