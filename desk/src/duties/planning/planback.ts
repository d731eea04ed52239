/**
 * The files of a plan back to a plan, so that the checker can judge what is written, edited files and foreign plans
 * included. What the files do not say is worked out from the problem: material drawn, crews, who draws on what.
 */
import {
  type Delivery,
  netOfOrders,
  type Plan,
  type PlanFigures,
  type PlannedOperation,
  type PlannedOrder,
  type PlannedPurchase,
  type Problem,
  qty,
  type Second,
  type Violation,
} from '@hotlist/engine';
import type { Fault } from '../../house/errors.ts';
import type { Readback } from './clockwork.ts';
import { Bills, entering, readyAt, yieldedBy } from './draws.ts';
import { type Named, type Need, pegsOf, type Supply } from './pegback.ts';
import { type PlanFiles, PlanRows } from './planrows.ts';
import { groupedBy } from './rows.ts';
import type { Share } from './shares.ts';

export interface ReadPlan {
  readonly plan: Plan;
  readonly faults: readonly Fault[];
  /** What is wrong with the pegging file beyond the plan itself. */
  readonly violations: readonly Violation[];
}

export function planOf(
  problem: Problem,
  files: PlanFiles,
  clock: Readback,
  called: ReadonlyMap<string, string>,
): ReadPlan {
  const read = new PlanRows(problem, files, clock, called);
  const orders = read.orders();
  const operations = read.operations();
  const purchases = read.purchases();
  const deliveries = read.deliveries();
  const shares = read.shares();
  const overtime = read.overtime(problem.currency);
  const overtimeSeconds = overtime.reduce((sum, row) => sum + row.to - row.from, 0);
  const supplies = suppliesOf(problem, withOutputs(problem, orders), operations, purchases);
  const filled = withDraws(problem, withOutputs(problem, orders), operations, supplies);
  const named = shares?.flatMap((share): Named[] =>
    read.itemOfDemand(share.demand) === share.item
      ? [{ consumer: `demand/${share.demand}`, supply: share.supply, qty: share.qty }]
      : [],
  );
  const pegs = pegsOf(problem, supplies, needsOf(filled, deliveries, read), named);
  const counted = figuresOf(problem, { orders: filled, operations, purchases, deliveries });
  const summary = files.summary ?? {};
  const said = (name: string, otherwise: number): number =>
    typeof summary[name] === 'number' ? summary[name] : otherwise;
  const plan: Plan = {
    status:
      summary.status === 'complete' || summary.status === 'cancelled' || summary.status === 'partial'
        ? summary.status
        : counted.unserved > 0
          ? 'partial'
          : 'complete',
    orders: filled,
    operations,
    purchases,
    moves: [],
    deliveries,
    pegs,
    messages: [],
    ...(overtime.length > 0 ? { overtime } : {}),
    figures: {
      ...counted,
      ...(overtime.length > 0 ? { overtimeSeconds } : {}),
      demands: said('demands', counted.demands),
      onTime: said('on_time', counted.onTime),
      totalLate: Math.round(said('total_late_days', counted.totalLate / 86_400) * 86_400),
      orders: said('orders', counted.orders),
      operations: said('operations', counted.operations),
      purchases: said('purchases', counted.purchases),
    },
  };
  return { plan, faults: read.faults, violations: sharesAddUp(shares ?? [], supplies) };
}

type Body = Pick<Plan, 'orders' | 'operations' | 'purchases' | 'deliveries'>;

function suppliesOf(
  problem: Problem,
  orders: readonly PlannedOrder[],
  operations: readonly PlannedOperation[],
  purchases: readonly PlannedPurchase[],
): Supply[] {
  const byOrder = groupedBy(operations, (row) => row.order);
  const steps = stepsOf(problem);
  const forever = { expires: Number.POSITIVE_INFINITY };
  return [
    ...problem.stock.map((lot) => ({
      id: `stock/${lot.id}`,
      item: lot.item,
      qty: lot.qty,
      ready: lot.availableFrom ?? Number.NEGATIVE_INFINITY,
      expires: lot.expires ?? Number.POSITIVE_INFINITY,
      isNew: false,
    })),
    ...problem.purchaseLines.map((line) => ({
      id: `purchase/${line.id}`,
      item: line.item,
      qty: line.qty,
      ready: line.estimated,
      ...forever,
      isNew: false,
    })),
    ...orders.flatMap((order) => {
      const last = byOrder
        .get(order.id)
        ?.toSorted((a, b) => a.seq - b.seq || a.end - b.end)
        .at(-1);
      const step = last && steps(order).find((one) => one.seq === last.seq);
      // The goods of a step are done before its teardown: then the order itself says when.
      const done = step?.teardown ? undefined : last?.end;
      const ready = readyAt(order, done, step?.gapAfter ?? 0);
      const beside = (order.outputs ?? []).map((output) => ({
        id: order.id,
        ...output,
        ready,
        ...forever,
        isNew: false,
      }));
      return [
        { id: order.id, item: order.item, qty: order.qty, ready, ...forever, isNew: order.workOrder === undefined },
        ...beside,
      ];
    }),
    ...purchases.map((row) => ({
      id: row.id,
      item: row.item,
      qty: row.qty,
      ready: row.arrival,
      ...forever,
      isNew: true,
    })),
  ];
}

/** The steps that an order has still to run: its own, or its item's. */
function stepsOf(problem: Problem): (order: Pick<PlannedOrder, 'item' | 'workOrder'>) => Problem['operations'] {
  const routings = groupedBy(problem.operations, (step) => step.item);
  for (const steps of routings.values()) steps.sort((a, b) => a.seq - b.seq);
  const work = new Map(problem.workOrders.map((order) => [order.id, order]));
  return (order) => {
    const own = order.workOrder === undefined ? undefined : work.get(order.workOrder)?.operations;
    return own ? own.filter((step) => !step.done).toSorted((a, b) => a.seq - b.seq) : (routings.get(order.item) ?? []);
  };
}

/** What each order yields beside its item, which the files do not say. */
function withOutputs(problem: Problem, orders: readonly PlannedOrder[]): readonly PlannedOrder[] {
  if (!problem.outputs) return orders;
  const steps = stepsOf(problem);
  const yields = yieldedBy(problem);
  return orders.map((order) => {
    const outputs = yields(order, steps(order));
    return outputs.length > 0 ? { ...order, outputs } : order;
  });
}

function withDraws(
  problem: Problem,
  orders: readonly PlannedOrder[],
  operations: readonly PlannedOperation[],
  supplies: readonly Supply[],
): PlannedOrder[] {
  const bills = new Bills(
    problem,
    supplies.map((supply) => [supply.item, supply.qty] as const),
  );
  const items = new Map(problem.items.map((item) => [item.id, item]));
  const work = new Map(problem.workOrders.map((order) => [order.id, order]));
  const byOrder = groupedBy(operations, (row) => row.order);
  const steps = stepsOf(problem);
  return orders.map((order) => {
    const own = order.workOrder === undefined ? undefined : work.get(order.workOrder);
    const run = steps(order);
    const { started, each } = entering(order.qty, run, items.get(order.item) ?? {});
    const open = own?.operations?.find((step) => step.seq === run[0]?.seq)?.qtyOpen;
    // A running step goes on from now: what it draws is drawn then.
    const starts = new Map<number, Second>();
    for (const row of byOrder.get(order.id) ?? []) {
      const first = starts.get(row.seq);
      if (first === undefined || row.start < first) starts.set(row.seq, row.start);
    }
    const components = bills.drawsOf({
      item: order.item,
      qty: order.qty,
      start: order.start,
      work: own,
      steps: run,
      starts,
    });
    return { ...order, qtyStarted: qty(open ?? each[0] ?? started), components };
  });
}

function needsOf(orders: readonly PlannedOrder[], deliveries: readonly Delivery[], rows: PlanRows): Need[] {
  const drawn = orders.flatMap((order) =>
    order.components.map((draw): Need => ({ consumer: order.id, item: draw.item, qty: draw.qty, at: draw.at })),
  );
  const shipped = deliveries.flatMap((row): Need[] => {
    const item = rows.itemOfDemand(row.demand);
    return item === undefined || row.date === undefined
      ? []
      : [{ consumer: `demand/${row.demand}`, item, qty: row.qty, at: row.date }];
  });
  return [...drawn, ...shipped];
}

function figuresOf(problem: Problem, { orders, operations, purchases, deliveries }: Body): PlanFigures {
  const demands = [...groupedBy(deliveries, (row) => row.demand).values()];
  return {
    demands: netOfOrders(problem).demands.length,
    onTime: demands.filter((rows) => rows.every((row) => row.date !== undefined && row.late === 0)).length,
    unserved: demands.filter((rows) => rows.some((row) => row.date === undefined)).length,
    totalLate: demands.reduce((sum, rows) => sum + Math.max(...rows.map((row) => row.late)), 0),
    orders: orders.length,
    operations: operations.length,
    purchases: purchases.length,
    setupSeconds: operations.reduce((sum, row) => sum + row.setup, 0),
    work: { net: 0, schedule: 0, improve: 0 },
  };
}

/** No supply gives the demands of the pegging file more than it has. */
function sharesAddUp(shares: readonly Share[], supplies: readonly Supply[]): Violation[] {
  const had = new Map<string, number>();
  for (const supply of supplies) {
    const id = `${supply.id.startsWith('stock/') ? `stock/${supply.item}` : supply.id} ${supply.item}`;
    had.set(id, (had.get(id) ?? 0) + supply.qty);
  }
  return [...groupedBy(shares, (share) => `${share.supply} ${share.item}`)].flatMap(([name, list]): Violation[] => {
    const id = list[0]?.supply ?? name;
    const given = list.reduce((sum, share) => sum + share.qty, 0);
    const has = had.get(name);
    if (has === undefined)
      return [
        {
          rule: 'pegging file names what exists',
          what: id,
          text: `pegging.csv names the supply ${id}, which does not exist`,
        },
      ];
    return given <= has
      ? []
      : [
          {
            rule: 'pegging file adds up',
            what: id,
            text: `${id} has ${has} steps of ${list[0]?.item} and pegging.csv gives away ${given}`,
          },
        ];
  });
}
