/** A plan as the files that the command line writes: five tables, one more of overtime where there may be some, and a summary. Reads and writes nothing. */
import type { Plan, Problem } from '@hotlist/engine';
import { decimalText, minorDigits } from '../../house/amounts.ts';
import type { Readback } from './clockwork.ts';
import { type Share, sharesOf } from './shares.ts';

export type Line = readonly (string | number)[];

export interface PlanTable {
  readonly file: string;
  readonly head: readonly string[];
  /** Made as they are read: a large plan's rows are never all there at once. */
  readonly rows: Iterable<Line>;
}

export const heads = {
  'orders.csv': ['order', 'item', 'qty', 'start', 'end'],
  'operations.csv': ['order', 'item', 'seq', 'resource', 'start', 'end', 'setup_min', 'run_min'],
  'purchases.csv': ['purchase', 'item', 'supplier', 'qty', 'order_date', 'arrival'],
  'deliveries.csv': ['demand', 'item', 'qty', 'date', 'late_days', 'reason'],
  'pegging.csv': ['demand', 'supply', 'item', 'qty'],
  'overtime.csv': ['overtime', 'start', 'end', 'hours', 'cost', 'operations'],
} as const;
/** Of `operations.csv`, where some step is split over machines. */
export const partHead = 'part_qty';

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
  const table = <T>(file: keyof typeof heads, list: Iterable<T>, line: (one: T) => Line): PlanTable => ({
    file,
    head: heads[file],
    rows: mapped(list, line),
  });
  // The pieces of a part stand there only where some step is split.
  const split = plan.operations.some((row) => row.part);
  const operations = table('operations.csv', plan.operations, (row) => [
    row.order,
    row.item,
    row.seq,
    row.machine ?? '',
    clock.clock(row.start),
    clock.clock(row.end),
    row.setup / 60,
    row.run / 60,
    ...(split ? [row.part ? amount(row.item, row.part.qty) : ''] : []),
  ]);
  return [
    table('orders.csv', plan.orders, (row) => [
      row.id,
      row.item,
      amount(row.item, row.qty),
      clock.clock(row.start),
      clock.clock(row.end),
    ]),
    split ? { ...operations, head: [...operations.head, partHead] } : operations,
    table('purchases.csv', plan.purchases, (row) => [
      row.id,
      row.item,
      row.vendor,
      amount(row.item, row.qty),
      clock.clock(row.orderAt),
      clock.clock(row.arrival),
    ]),
    table('deliveries.csv', plan.deliveries, (row) => {
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
    table('pegging.csv', byStock(sharesOf(plan), lots), (row) => [
      name(row.demand),
      row.supply,
      row.item,
      amount(row.item, row.qty),
    ]),
    ...(problem.overtime
      ? [
          table('overtime.csv', plan.overtime ?? [], (row) => [
            row.window,
            clock.clock(row.from),
            clock.clock(row.to),
            (row.to - row.from) / 3600,
            decimalText(row.cost, minorDigits(problem.currency)),
            row.for.map(({ order, seq }) => `${order} ${seq}`).join(' | '),
          ]),
        ]
      : []),
  ];
}

function* mapped<T>(list: Iterable<T>, line: (one: T) => Line): Generator<Line> {
  for (const one of list) yield line(one);
}

/** The lots of an item are one supply in the file: `stock/ITEM`. Shares come demand by demand. */
function* byStock(shares: Iterable<Share>, lots: ReadonlyMap<string, string>): Generator<Share> {
  const merged = new Map<string, Share>();
  let demand: string | undefined;
  for (const share of shares) {
    if (share.demand !== demand) {
      yield* merged.values();
      merged.clear();
      demand = share.demand;
    }
    const supply = lots.get(share.supply) ?? share.supply;
    const known = merged.get(supply);
    merged.set(supply, { ...share, supply, qty: share.qty + (known?.qty ?? 0) });
  }
  yield* merged.values();
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
  /** Absent: none is opened. */
  readonly overtime_hours?: number;
  /** What lateness, moves, set-up and stock contribute to the cost of the plan. */
  readonly objective?: Plan['figures']['objective'];
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
  ...(figures.overtimeSeconds === undefined ? {} : { overtime_hours: figures.overtimeSeconds / 3600 }),
  objective: figures.objective,
  seconds,
  peak_mb: peakMb,
});
