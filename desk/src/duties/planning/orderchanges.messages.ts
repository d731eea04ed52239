/** Why an order ships at another date, and by how much, in words. */
import type { Behind } from './newcause.ts';
import type { Change, Root } from './orderchanges.ts';
import { dayIn } from './planning.messages.ts';

/** What is in time in both: only another due date moves it. */
const whenDue = 'It ships when it is due.';

/** Why an order moved. */
export function whyWords({ became, root, newRoot, hand, after, lateSeconds }: Change, behind: Behind = {}): string {
  switch (became) {
    case 'new':
      if (after !== null && lateSeconds === 0) return 'New; it ships in time.';
      return root?.text ?? `New; it ${after === null ? 'has no date' : 'ships late'}, and the plan names no cause.`;
    case 'gone':
      return 'Shipped, closed or cancelled.';
    case 'saved':
    case 'earlier':
      if (root && !newRoot) return `Same cause as before, for less long: ${root.text}`;
      if (root) return `No longer: ${root.text}`;
      return became === 'saved' ? 'There was room to do it earlier.' : whenDue;
    default:
      if (!root) return whenDue;
      if (hand === root.text) return `New cause: ${hand}`;
      if (hand !== null) return `New cause: ${hand} ${newRoot ? causeWords(root, behind) : `As before: ${root.text}`}`;
      return newRoot ? `New cause: ${causeWords(root, behind)}` : `Same cause as before: ${root.text}`;
  }
}

/** Of an order that is due on another day than it was: that goes before any cause. */
export function dueWords({ due, dueBefore }: Change, zone: string): string {
  if (dueBefore === null) return '';
  const [was, is] = [dayIn(zone, dueBefore), dayIn(zone, due)];
  return was === is ? '' : `Due ${is}, and was due ${was} before. `;
}

/** Who is behind it goes first. */
function causeWords({ text }: Root, { taken, first }: Behind): string {
  const took = taken && `${taken.by} takes ${amountWords(taken.qty)} ${taken.item} it had.`;
  return [took, text, first && `That work is for ${first}.`].filter((one) => one).join(' ');
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
