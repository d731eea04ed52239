/** What a version keeps of the plan that its run did not take: how many orders it turns, and which. Pure. */
import { type Demand, type DemandChange, type OtherPlan, type Second, second } from '@hotlist/engine';
import { secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { lineId } from './rows.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

/** Of each kind by name. */
export const mostOfOther = 20;

/** A customer's order that ships at another date in the other plan; null: never. */
export interface OtherOrder {
  readonly demand: string;
  readonly due: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Working days late in the one of the two plans in which it is later; `never`: it does not ship in it. */
  readonly late: number;
}

export interface OtherFigures extends Omit<OtherPlan, 'dates'> {
  /** Promises that this plan keeps, to customers or of rush orders approved, and the other does not. */
  readonly broken: number;
  /** The first of each by how much it changes. */
  readonly named: Readonly<Record<'saved' | 'newlyLate' | 'broken', readonly OtherOrder[]>>;
}

/** `promised`: by when a demand is to ship by what was said to somebody. */
export function otherFigures(
  { dates, ...counts }: OtherPlan,
  promised: (demand: string) => readonly Second[],
  days: WorkingDays,
  at: (second: Second) => string,
): OtherFigures {
  const by = (date: Second | undefined, end: Second): boolean => date !== undefined && date <= end;
  const keeps = (end: (one: DemandChange) => readonly Second[]) => (one: DemandChange) =>
    end(one).some((second) => by(one.before, second) && !by(one.after, second));
  const told = (one: DemandChange): OtherOrder => {
    const { demand, due, before, after } = one;
    const later = before === undefined || after === undefined ? null : Math.max(before, after);
    const text = (date: Second | undefined): string | null => (date === undefined ? null : at(date));
    return { demand, due: at(due), before: text(before), after: text(after), late: lateDays(days, due, later) };
  };
  const named = (some: readonly DemandChange[]) => some.slice(0, mostOfOther).map(told);
  const broken = dates.filter(keeps(({ demand }) => promised(demand)));
  const saved = dates.filter(({ due, before, after }) => !by(before, due) && by(after, due));
  return {
    ...counts,
    broken: broken.length,
    named: { saved: named(saved), newlyLate: named(dates.filter(keeps(({ due }) => [due]))), broken: named(broken) },
  };
}

/** By when a demand is to ship by what was said to its customer, or pledged by who approved it. `lines`: of customers' orders. */
export function promisedIn(
  { epoch, demands }: { readonly epoch: string; readonly demands: readonly Pick<Demand, 'id' | 'pledged'>[] },
  lines: readonly Row[],
): (demand: string) => readonly Second[] {
  const pledged = new Map(demands.map((one) => [one.id, one.pledged]));
  const promised = new Map(lines.map((row) => [lineId(row), row.promised]));
  return (demand) => {
    const [pledge, promise] = [pledged.get(demand), promised.get(demand)];
    return [
      ...(pledge === undefined ? [] : [pledge]),
      ...(typeof promise === 'string' ? [second(secondsOf(promise) - secondsOf(epoch))] : []),
    ];
  };
}
