/** Every sentence of the order page that a person reads. */
import { dayWords } from '../../house/daywords.ts';
import { type Cause, type LineStanding, toneOf } from './verdict.ts';

/** "3 days", "1 day", "0.4 days": working days to a tenth. */
const daysText = (days: number): string => {
  const rounded = Math.max(0.1, Math.round(days * 10) / 10);
  return `${rounded} day${rounded === 1 ? '' : 's'}`;
};

/** The line under the head of an order: "Ships Thu 6 Nov, 3 days late, because tubing arrives Tue 4 Nov." */
export function verdictSentence(line: LineStanding, today: string): string {
  const tone = toneOf(line);
  const day = (one: string): string => dayWords(one, today);
  if (tone === 'over') return { shipped: 'Shipped.', closed: 'Closed.', cancelled: 'Cancelled.', open: '' }[line.state];
  if (tone === 'unknown')
    return 'No plan has seen this line yet; the sheet is exploded from the structures. Plan to get a date.';
  const because = line.cause ? `, because ${causeClause(line.cause, today)}` : '';
  if (line.ships === null) return `Cannot be delivered as things stand${because}.`;
  const late = line.lateDays ?? 0;
  if (late > 0) return `Ships ${day(line.ships)}, ${daysText(late)} late${because}.`;
  const broken = tone === 'risk' && line.promised !== null ? `, but after the promised ${day(line.promised)}` : '';
  const slack = -late < 1 ? 'in time' : `${daysText(-late)} early`;
  return `Ships ${day(line.ships)}, ${slack}${broken}.`;
}

/** What holds it up, as the end of a sentence. */
export function causeClause({ kind, name, until }: Cause, today: string): string {
  const by = until === null ? '' : ` ${dayWords(until, today)}`;
  const untilDay = until === null ? '' : ` until ${dayWords(until, today)}`;
  switch (kind) {
    case 'purchase-late':
      return `${name} arrives${by || ' late'}`;
    case 'lead-time':
      return `${name}, ordered now, arrives${by || ' too late'}`;
    case 'machine-busy':
      return `${name} is busy${untilDay}`;
    case 'machine-down':
      return `${name} is down${untilDay}`;
    case 'crew-busy':
      return `crew ${name} is busy${untilDay}`;
    case 'tool-busy':
      return `tool ${name} is in use${untilDay}`;
    case 'closed':
      return `${name} is closed${untilDay}`;
    case 'by-hand':
      return `${name} was moved by hand`;
    case 'work-time':
      return 'the work itself takes that long';
    case 'awaits':
      return `${name} is awaited from the customer${untilDay}`;
    case 'scrap':
      return `scrap at ${name} is made anew${untilDay}`;
    case 'past-due':
      return 'it was due already';
    case 'no-source':
      return `nobody supplies ${name}`;
    case 'no-routing':
      return `${name} has no routing`;
    case 'beyond-horizon':
      return 'it lies beyond the end of the plan';
    case 'frozen':
      return `${name} is frozen${untilDay}`;
    default:
      return `${name} is short${untilDay}`;
  }
}

/** The order as a whole: its worst line speaks. */
export function orderSentence(
  lines: readonly { readonly line: number; readonly verdict: string }[],
  worst: number,
): string {
  const found = lines.find((one) => one.line === worst);
  if (!found) return 'This order has no lines.';
  return lines.length === 1 ? found.verdict : `Line ${found.line}: ${found.verdict}`;
}

export const orderRefusals = {
  noComment: (kind: string, ref: string) =>
    `There is no ${kind} "${ref}" to comment on. Maybe it was renamed, or it belongs to another site.`,
  notYours: (kind: string) => `You may not see ${kind} here, so nothing can be said about them.`,
} as const;
