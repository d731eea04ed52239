/**
 * What a schedule teaches netting: demands that nothing can serve, lots that would expire before their use, bills
 * that are no longer in force when the work starts. Netting is done again until nothing is learnt.
 */
import type { BillDate } from '../netting/bills.ts';
import type { NettingPolicy } from '../netting/net.ts';
import { FOR_DEMAND, FOR_LINE, PLANNED, STOCK } from '../netting/network.ts';
import { leavesAt } from '../scheduling/outcome.ts';
import type { Found } from '../scheduling/search.ts';
import type { Reason } from './plan.ts';
import { whyUnserved } from './unserved.ts';

/** How often demands are given up so that others get what they held. */
const ROUNDS = 4;
/** From this round on a lot that would expire is left alone, and a bill that ends is not begun, so that it comes to an end. */
const PATIENCE = 3;

export class Amendments implements Omit<NettingPolicy, 'batch'> {
  readonly without = new Set<number>();
  readonly lotCap = new Map<number, number>();
  readonly bills = new Map<number, BillDate[]>();
  /** Why a demand is not served, as it was when it was given up. */
  readonly why = new Map<number, Reason>();
  private round = 0;

  /** True if netting should be done again. */
  learn(found: Found): boolean {
    this.round++;
    const given = this.round < ROUNDS && this.giveUp(found);
    const expired = this.spareLots(found);
    const outdated = this.dateBills(found);
    return given || expired || outdated;
  }

  /** Reasons for what is still not served. */
  explain(found: Found): void {
    found.outcome.dates.forEach((date, d) => {
      if (date === Infinity && !this.why.has(d)) this.why.set(d, whyUnserved(found, d));
    });
  }

  private giveUp(found: Found): boolean {
    let given = false;
    found.outcome.dates.forEach((date, d) => {
      if (date < Infinity || this.without.has(d)) return;
      this.why.set(d, whyUnserved(found, d));
      if (found.jobs.model.demands[d]!.shipComplete === false) return;
      this.without.add(d);
      given = true;
    });
    return given;
  }

  private spareLots(found: Found): boolean {
    const { inTime, missed } = expiring(found);
    const { ref } = found.jobs.network;
    for (const s of missed) this.lotCap.set(ref[s]!, this.round >= PATIENCE ? 0 : (inTime.get(s) ?? 0));
    return missed.size > 0;
  }

  private dateBills(found: Found): boolean {
    const { network } = found.jobs;
    const late = outdated(found);
    for (const s of late) {
      const item = network.item[s]!;
      const dates = this.bills.get(item) ?? [];
      dates.push({ wish: this.round >= PATIENCE ? -Infinity : network.wish[s]!, at: network.billTo[s]! });
      this.bills.set(item, dates);
    }
    return late.length > 0;
  }
}

type Scheduled = Pick<Found, 'jobs' | 'floor' | 'built' | 'outcome'>;

/** A schedule from which nothing is to be learnt: netting and schedule agree. */
export const agrees = (scheduled: Scheduled): boolean =>
  expiring(scheduled).missed.size === 0 && outdated(scheduled).length === 0;

/** Lots with a shelf life that would be drawn on too late; and how much of each lot is drawn in time. */
function expiring({ jobs, floor, outcome, built }: Scheduled): {
  readonly inTime: ReadonlyMap<number, number>;
  readonly missed: ReadonlySet<number>;
} {
  const { network } = jobs;
  const inTime = new Map<number, number>();
  const missed = new Set<number>();
  for (let p = 0; p < network.pegSupply.length; p++) {
    const s = network.pegSupply[p]!;
    if (network.kind[s] !== STOCK || network.expires[s] === Infinity) continue;
    const consumer = network.pegConsumer[p]!;
    let at = -Infinity;
    if (network.pegKind[p] === FOR_DEMAND) at = leavesAt(jobs, built, outcome.dates, consumer, s);
    if (network.pegKind[p] === FOR_LINE && built.dead[network.lineOrder[consumer]!] === 0)
      at = floor.start[network.lineTask[consumer]!]!;
    if (at < Infinity && at >= network.expires[s]!) missed.add(s);
    else inTime.set(s, (inTime.get(s) ?? 0) + network.pegQty[p]!);
  }
  return { inTime, missed };
}

/** Orders that start when their bill is no longer in force. */
function outdated({ jobs, floor, built }: Scheduled): number[] {
  const { network } = jobs;
  const late: number[] = [];
  for (let s = 0; s < network.supplies; s++)
    if (network.kind[s] === PLANNED && built.dead[s] === 0 && floor.start[jobs.first[s]!]! >= network.billTo[s]!)
      late.push(s);
  return late;
}
