/** What a version promises that nothing can be held against. */
import { lateDaysText } from '../../house/lengths.ts';
import { never } from './workingdays.ts';

interface LateOrder {
  readonly demand: string;
  readonly late_days: number;
  readonly why: string;
}

/** "2 of 14 customers’ orders are late, the worst SO-1042/1 by 3.2 d. SAW-1 is closed." Of the late ones the worst is the first. */
export function lateVerdict(late: readonly LateOrder[], all: number): string {
  const [worst] = late;
  if (all === 0) return 'No customer’s order is in it.';
  if (!worst)
    return all === 1
      ? 'The one customer’s order in it ships in time.'
      : `All ${all} customers’ orders in it ship in time.`;
  const counted =
    all === 1
      ? 'The one customer’s order in it is late:'
      : late.length === 1
        ? `1 of ${all} customers’ orders is late:`
        : `${late.length} of ${all} customers’ orders are late, the worst`;
  const by = worst.late_days >= never ? ', which nothing delivers' : ` by ${lateDaysText(worst.late_days)}`;
  return `${counted} ${worst.demand}${by}. ${worst.why}`.trimEnd();
}

/** Why, of a late order of which the plan keeps no reason. */
export const noCause = 'The plan names no cause.';
