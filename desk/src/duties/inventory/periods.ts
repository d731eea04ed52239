/** Whether a period of stock is closed: what is looked at first, and what stands against it. Pure. */
import { dayNumber } from '../../house/clock.ts';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { farFrom } from '../../house/faryears.ts';

export const points = ['below-zero', 'late', 'work', 'dock'] as const;
/** Balances below zero; movements told after the end for before it; orders under way; goods at docks and under inspection. */
export type Point = (typeof points)[number];
export type Checklist = Readonly<Record<Point, number>>;

export interface Closing {
  readonly lastDay: string;
  readonly today: string;
  /** The last day of the period before; null: none is closed yet. */
  readonly before: string | null;
  readonly open: Checklist;
  readonly reason: string;
  readonly sure: boolean;
}

export type CloseCode = 'not-over' | 'too-far' | 'closed-already' | 'open-points' | 'reason-missing';

/** Refuses a day that is not over, too far back or closed already. Asks where points are open: who closes all the same says why. */
export function closing({ lastDay, today, before, open, reason, sure }: Closing): Decision<string, CloseCode> {
  if (dayNumber(lastDay) >= dayNumber(today)) return refuse('not-over', { lastDay });
  if (farFrom(lastDay, today)) return refuse('too-far', { lastDay, today });
  if (before !== null && dayNumber(lastDay) <= dayNumber(before)) return refuse('closed-already', { lastDay, before });
  const count = points.filter((point) => open[point] > 0).length;
  if (count === 0) return accept([lastDay]);
  if (!sure) return confirm([lastDay], 'open-points', { lastDay, count });
  return reason === '' ? refuse('reason-missing', { lastDay }) : accept([lastDay]);
}
