/** Why an order ships at another date, and by how much, in words. */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { fewNamed } from '../../house/names.ts';
import type { Lost } from './closedcause.ts';
import type { Closing } from './closings.ts';
import { downWords } from './handacts.messages.ts';
import type { ApprovedRush, Behind, Later } from './newcause.ts';
import { type Change, type Held, isLate, isRemainder, type Root } from './orderchanges.ts';
import { dayIn } from './planning.messages.ts';

/** What is in time in both: only another due date moves it. */
const whenDue = 'It ships when it is due.';

/** Why an order moved. `backwards`: the plan after is the older one. */
export function whyWords(change: Change, behind: Behind = {}, backwards = false): string {
  const { became, root, newRoot, asBefore, hand, after, lateSeconds } = change;
  switch (became) {
    case 'new':
      if (backwards) return 'In the older plan alone: shipped, closed or cancelled since.';
      if (after !== null && lateSeconds === 0) return 'New; it ships in time.';
      return root?.text ?? `New; it ${after === null ? 'has no date' : 'ships late'}, and the plan names no cause.`;
    case 'gone':
      return backwards ? 'Not in the older plan: it came later.' : 'Shipped, closed or cancelled.';
    case 'saved':
    case 'earlier':
      if (root && !newRoot && !isLate(change)) return `What held it up does so no more: ${root.text}`;
      if (root && !newRoot) return `Same cause as before, for less long: ${root.text}`;
      if (root) return `No longer: ${root.text}`;
      return became === 'saved' ? 'There was room to do it earlier.' : whenDue;
    default:
      if (hand === null && behind.closed) return closedCause(behind.closed, change, behind);
      if (!root) return whenDue;
      if (hand !== null) return handCause(hand, root, newRoot, behind);
      if (newRoot) return `New cause: ${causeWords(root, behind)}${asBefore ? ` ${alsoWords(asBefore)}` : ''}`;
      // It may come as it did, and only be drawn on later.
      if (behind.came && !names(root, behind.came)) return `${root.text} It was to come ${behind.came} before.`;
      if (behind.later) return `${behind.later}${besideWords(root)}`;
      return `${asBeforeWords(change)}: ${root.text}`;
  }
}

/** A cause names its moments without their weekday. */
const names = ({ text }: Root, moment: string): boolean => text.includes(moment.replace(/^[A-Z][a-z]{2} /, ''));

/** What was in time had no cause before. */
const asBeforeWords = ({ became, root }: Change): string =>
  `${became === 'newly late' ? 'In time before with the same' : 'Same cause as before'}${root?.longer ? ', for longer' : ''}`;

const alsoWords = ({ text, longer }: Held): string => `As before${longer ? ', but for longer' : ''}: ${text}`;

/** That the work takes its time explains nothing beside what pushed it. */
const besideWords = (root: Held): string => (isRemainder(root) ? '' : ` ${alsoWords(root)}`);

function handCause(hand: string, root: Held, newRoot: boolean, behind: Behind): string {
  const shut = behind.closed?.inIt ? ` ${behind.closed.text}` : '';
  const rest = hand === root.text ? '' : ` ${newRoot ? causeWords(root, behind) : alsoWords(root)}`;
  return `New cause: ${hand}${shut}${rest}`;
}

function closedCause({ text, inIt }: NonNullable<Behind['closed']>, change: Change, behind: Behind): string {
  const { root, newRoot } = change;
  const cause = root && newRoot ? causeWords(root, behind) : root?.text;
  if (inIt) return `New cause: ${text}${root ? (newRoot ? ` ${cause}` : besideWords(root)) : ''}`;
  if (cause === undefined) return `Behind it: ${text}`;
  return `${newRoot ? 'New cause' : asBeforeWords(change)}: ${cause} Since then ${text}`;
}

/** What was lost of hours since. */
export function lostWords(lost: Lost, today: string, at: (second: number) => string): string {
  if ('calendar' in lost) return closingWords(lost, today);
  const { from, to } = lost.spans[0]!;
  return downWords(lost, at(from), at(to));
}

/** "DAY is closed on Tue 1 Dec (Stocktaking).", "The week of DAY has fewer hours." */
export function closingWords({ calendar, days, names }: Closing, today: string): string {
  if (days === null) return `the week of ${calendar} has fewer hours.`;
  const { from, to, opens, closes } = days;
  const when = from === to ? `on ${dayWords(from, today)}` : `from ${dayWords(from, today)} to ${dayWords(to, today)}`;
  const is = from === to && (opens !== null || closes !== null) ? 'has fewer hours' : 'is closed';
  return `${calendar} ${is} ${when}${names.length > 0 ? ` (${fewNamed(names, 3)})` : ''}.`;
}

/** Of an order that is due on another day than it was: that goes before any cause. */
export function dueWords({ due, dueBefore }: Change, zone: string): string {
  if (dueBefore === null) return '';
  if (wallClock(zone, dueBefore).slice(0, 10) === wallClock(zone, due).slice(0, 10)) return '';
  return `Due ${dayIn(zone, due)}, and was due ${dayIn(zone, dueBefore)} before. `;
}

/** Who is behind it goes first. */
function causeWords({ text }: Root, { taken, first, rush }: Behind): string {
  const took = taken && `${taken.by} takes ${amountWords(taken.qty)} ${taken.item} it had.`;
  const whose = first && `That work is for ${first}.`;
  const named = new Set([taken?.by, first].filter((one) => one !== undefined));
  const rushes = [...named].map((demand) => rushWords(demand, rush?.get(demand)));
  return [took, text, whose, ...rushes].filter((one) => one).join(' ');
}

/** "SO-9/1 is a rush order, approved by Sue Park on Sun 29 Nov."; undefined: it is none. */
const rushWords = (demand: string, rush: ApprovedRush | undefined): string | undefined =>
  rush && `${demand} is a rush order, approved by ${rush.by} on ${rush.on}.`;

/** What took the time that there was for what held it up before, too. */
export const laterWords = ({ order, seq, was, is }: Later, at: (second: number) => string): string =>
  `Step ${seq} of ${order} begins ${at(is)}, and began ${at(was)} before.`;

/** Of an order that serves several a demand has a share: a share of pieces is not counted in pieces. */
const amountWords = (qty: number): string =>
  Number.isInteger(qty) ? `the ${qty.toLocaleString('en-GB')}` : 'some of the';

/** "+3.0 d", "−0.5 d"; what moved over hours or days on which nobody works says so. */
export function movedWords(days: number): string {
  const size = Math.abs(days).toFixed(1);
  if (size === '0.0') return 'same working day';
  return `${days > 0 ? '+' : '−'}${size} d`;
}
