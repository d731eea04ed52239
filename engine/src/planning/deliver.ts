/** What becomes of each demand: one delivery, or one a part, with the reasons for what is late. */
import type { Model } from '../netting/model.ts';
import type { Duration, Qty, Second } from '../units/units.ts';
import type { Delivery, Reason } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';
import type { Demand } from './problem.ts';
import { reasonsFor } from './reasons.ts';

export interface Part {
  readonly qty: number;
  /** When it may be used. */
  readonly at: number;
}

/** A demand that ships in parts is as late as its last part. */
export function lateByDemand(served: readonly Delivery[]): number {
  const worst = new Map<string, number>();
  for (const { demand, late } of served) worst.set(demand, Math.max(worst.get(demand) ?? 0, late));
  return [...worst.values()].reduce((sum, late) => sum + late, 0);
}

/** Deliveries of one demand from the supplies that serve it; `date` is Infinity where it cannot ship whole. */
export function deliver(
  index: PlanIndex,
  parts: readonly Part[],
  demand: Demand,
  date: number,
  why: Reason | undefined,
): Delivery[] {
  const row = (qty: number, at: number): Delivery => ({
    demand: demand.id,
    qty: qty as Qty,
    date: at as Second,
    late: Math.max(0, at - demand.due) as Duration,
    reasons: reasonsFor(index, demand, at),
  });
  if (demand.shipComplete !== false && date < Infinity) return [row(demand.qty, date)];
  const rows: Delivery[] = [];
  let open: number = demand.qty;
  if (demand.shipComplete === false) {
    const byDate = new Map<number, number>();
    for (const part of parts) byDate.set(part.at, (byDate.get(part.at) ?? 0) + part.qty);
    for (const [at, qty] of [...byDate].sort((a, b) => a[0] - b[0])) {
      rows.push(row(qty, at));
      open -= qty;
    }
  }
  if (open > 0) rows.push({ demand: demand.id, qty: open as Qty, late: 0, reasons: why ? [why] : [] });
  return rows;
}

/** Late deliveries of whole demands say how soon any plan could ship them; `soonest` by number of the demand, Infinity: not known. */
export function withSoonest(
  { demands, demandIndex }: Model,
  deliveries: readonly Delivery[],
  soonest: (d: number) => number,
): Delivery[] {
  return deliveries.map((row) => {
    const d = demandIndex.get(row.demand)!;
    const at = row.late > 0 && row.qty === demands[d]!.qty ? soonest(d) : Infinity;
    if (at === (row.soonest ?? Infinity)) return row;
    const { soonest: _, ...rest } = row;
    return at < Infinity ? { ...rest, soonest: at as Second } : rest;
  });
}
