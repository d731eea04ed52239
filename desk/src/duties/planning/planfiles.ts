/** A plan as the files that the command line writes: five tables and a summary. Reads and writes nothing. */
import type { Plan, Problem } from '@hotlist/engine';
import { decimalText } from '../../house/amounts.ts';
import type { Readback } from './clockwork.ts';
import { sharesOf } from './shares.ts';

export type Line = readonly (string | number)[];

export interface PlanTable {
  readonly file: string;
  readonly head: readonly string[];
  readonly rows: readonly Line[];
}

export const heads = {
  'orders.csv': ['order', 'item', 'qty', 'start', 'end'],
  'operations.csv': ['order', 'item', 'seq', 'resource', 'start', 'end', 'setup_min', 'run_min'],
  'purchases.csv': ['purchase', 'item', 'supplier', 'qty', 'order_date', 'arrival'],
  'deliveries.csv': ['demand', 'item', 'qty', 'date', 'late_days', 'reason'],
  'pegging.csv': ['demand', 'supply', 'item', 'qty'],
} as const;

/** `called`: the source's own name of a demand. */
export function planTables(
  problem: Problem,
  plan: Plan,
  clock: Readback,
  called: ReadonlyMap<string, string>,
): readonly PlanTable[] {
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const demands = new Map(problem.demands.map((demand) => [demand.id, demand]));
  const lots = new Map(problem.stock.map((lot) => [`stock/${lot.id}`, `stock/${lot.item}`]));
  const amount = (item: string, steps: number): string => decimalText(steps, decimals.get(item) ?? 0);
  const name = (demand: string): string => called.get(demand) ?? demand;
  const table = (file: keyof typeof heads, rows: readonly Line[]): PlanTable => ({ file, head: heads[file], rows });
  return [
    table(
      'orders.csv',
      plan.orders.map((row) => [
        row.id,
        row.item,
        amount(row.item, row.qty),
        clock.clock(row.start),
        clock.clock(row.end),
      ]),
    ),
    table(
      'operations.csv',
      plan.operations.map((row) => [
        row.order,
        row.item,
        row.seq,
        row.machine ?? '',
        clock.clock(row.start),
        clock.clock(row.end),
        row.setup / 60,
        row.run / 60,
      ]),
    ),
    table(
      'purchases.csv',
      plan.purchases.map((row) => [
        row.id,
        row.item,
        row.vendor,
        amount(row.item, row.qty),
        clock.clock(row.orderAt),
        clock.clock(row.arrival),
      ]),
    ),
    table(
      'deliveries.csv',
      plan.deliveries.map((row) => {
        const item = demands.get(row.demand)?.item ?? '';
        const date = row.date === undefined ? '' : clock.clock(row.date);
        return [
          name(row.demand),
          item,
          amount(item, row.qty),
          date,
          row.late / 86_400,
          row.reasons.map((reason) => reason.text).join(' | '),
        ];
      }),
    ),
    table(
      'pegging.csv',
      byStock(sharesOf(plan), lots).map((row) => [name(row.demand), row.supply, row.item, amount(row.item, row.qty)]),
    ),
  ];
}

/** The lots of an item are one supply in the file: `stock/ITEM`. */
function byStock(shares: ReturnType<typeof sharesOf>, lots: ReadonlyMap<string, string>): ReturnType<typeof sharesOf> {
  const merged = new Map<string, { demand: string; supply: string; item: string; qty: number }>();
  for (const share of shares) {
    const supply = lots.get(share.supply) ?? share.supply;
    const key = `${share.demand}\n${supply}`;
    const known = merged.get(key);
    if (known) known.qty += share.qty;
    else merged.set(key, { ...share, supply });
  }
  return [...merged.values()];
}

export interface Measured {
  readonly load: number;
  readonly net: number;
  readonly schedule: number;
  readonly improve: number;
}

export interface Summary {
  readonly status: Plan['status'];
  readonly on_time: number;
  readonly demands: number;
  readonly total_late_days: number;
  readonly orders: number;
  readonly operations: number;
  readonly purchases: number;
  readonly seconds: Measured;
  readonly peak_mb: number;
}

export const summaryOf = ({ status, figures }: Plan, seconds: Measured, peakMb: number): Summary => ({
  status,
  on_time: figures.onTime,
  demands: figures.demands,
  total_late_days: figures.totalLate / 86_400,
  orders: figures.orders,
  operations: figures.operations,
  purchases: figures.purchases,
  seconds,
  peak_mb: peakMb,
});
