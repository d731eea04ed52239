/** Who supplies and who draws: the two sides that material and pegging rules compare. */
import type { Peg, Plan, PlannedMove, PlannedPurchase } from '../planning/plan.ts';
import type { Demand, Problem } from '../planning/problem.ts';
import type { Facts, OrderFact } from './facts.ts';
import { stages } from './stages.ts';

export interface Supply {
  readonly id: string;
  readonly item: string;
  readonly qty: number;
  /** From when it may be used. */
  readonly ready: number;
  readonly expires: number;
  /** Made, bought or moved by this plan: it exists for its consumers only. */
  readonly isNew: boolean;
}

export interface Need {
  readonly at: number;
  readonly qty: number;
  /** Drawn by a step that may not move: a shortage there is an exception for people, not a fault of the plan. */
  readonly fixed: boolean;
}

/** What an order yields beside its item stands in the ledger under a name of its own; the plan's pegs name the order. */
const besideOf = (order: string, item: string): string => `${order} → ${item}`;

/** The supply that a peg names: the order's own item, or what it yields beside it. */
export function supplyOf(supplies: ReadonlyMap<string, Supply>, peg: Peg): Supply | undefined {
  const own = supplies.get(peg.supply);
  return own?.item === peg.item ? own : (supplies.get(besideOf(peg.supply, peg.item)) ?? own);
}

/** consumer → item → what it draws, or what is pegged to it. */
export type ByConsumer<T> = ReadonlyMap<string, ReadonlyMap<string, readonly T[]>>;

/** When the order's goods may be used: when those of the last step are done, and what must pass after it. */
export function readyAt(order: OrderFact, doneOf: Facts['doneOf']): number {
  const last = stages(order).at(-1) ?? [];
  return Math.max(order.row.end, ...last.map((it) => doneOf(it).low + (it.step?.gapAfter ?? 0)));
}

export function suppliesOf(
  problem: Problem,
  orders: ReadonlyMap<string, OrderFact>,
  purchases: readonly PlannedPurchase[],
  moves: readonly PlannedMove[],
  doneOf: Facts['doneOf'],
): Map<string, Supply> {
  const all = new Map<string, Supply>();
  const add = (
    id: string,
    item: string,
    qty: number,
    ready: number,
    isNew: boolean,
    expires = Number.POSITIVE_INFINITY,
  ) => all.set(id, { id, item, qty, ready, isNew, expires });
  for (const lot of problem.stock) {
    add(
      `stock/${lot.id}`,
      lot.item,
      Math.max(0, lot.qty),
      lot.availableFrom ?? Number.NEGATIVE_INFINITY,
      false,
      lot.expires,
    );
  }
  for (const line of problem.purchaseLines) add(`purchase/${line.id}`, line.item, line.qty, line.estimated, false);
  for (const order of orders.values()) {
    add(order.row.id, order.row.item, order.row.qty, readyAt(order, doneOf), !order.work);
    for (const it of order.row.outputs ?? [])
      add(besideOf(order.row.id, it.item), it.item, it.qty, readyAt(order, doneOf), false);
  }
  for (const it of purchases) add(it.id, it.item, it.qty, it.arrival, true);
  for (const it of moves) add(it.id, it.item, it.qty, it.arrival, true);
  return all;
}

export function needsOf(
  plan: Plan,
  orders: ReadonlyMap<string, OrderFact>,
  moves: readonly PlannedMove[],
  demands: ReadonlyMap<string, Demand>,
): Map<string, Map<string, Need[]>> {
  const all = new Map<string, Map<string, Need[]>>();
  const add = (consumer: string, item: string, need: Need) => file(all, consumer, item, need);
  for (const order of orders.values()) {
    for (const it of order.row.components) {
      const fixed = order.rows.some(
        (step) => step.row.seq === it.seq && (step.frozen || step.open?.startedAt !== undefined),
      );
      add(order.row.id, it.item, { at: it.at, qty: it.qty, fixed });
    }
  }
  for (const it of moves) add(it.id, it.fromItem, { at: it.start, qty: it.qty, fixed: false });
  for (const it of plan.deliveries) {
    const demand = demands.get(it.demand);
    if (demand && it.date !== undefined)
      add(`demand/${it.demand}`, demand.item, { at: it.date, qty: it.qty, fixed: false });
  }
  return all;
}

export function peggedTo(plan: Plan): Map<string, Map<string, Peg[]>> {
  const all = new Map<string, Map<string, Peg[]>>();
  for (const it of plan.pegs) file(all, it.consumer, it.item, it);
  return all;
}

/** What all consumers draw of each item. What is frozen before its material is there takes it when it is: others shall not lack it. */
export function drawnByItem(
  needs: ByConsumer<Need>,
  pegged: ByConsumer<Peg>,
  supplies: ReadonlyMap<string, Supply>,
): Map<string, Need[]> {
  const drawn = new Map<string, Need[]>();
  for (const [consumer, ofConsumer] of needs) {
    for (const [item, list] of ofConsumer) {
      const fixed = list.some((it) => it.fixed);
      const taken = fixed ? whenThere(list, pegged.get(consumer)?.get(item) ?? [], supplies) : list;
      const had = drawn.get(item);
      if (had) had.push(...taken);
      else drawn.set(item, [...taken]);
    }
  }
  return drawn;
}

function whenThere(list: readonly Need[], pegs: readonly Peg[], supplies: ReadonlyMap<string, Supply>): Need[] {
  const waits = pegs.flatMap((peg): Need[] => {
    const ready = supplyOf(supplies, peg)?.ready ?? peg.at;
    return ready > peg.at ? [{ at: ready, qty: peg.qty, fixed: true }] : [];
  });
  let later = waits.reduce((sum, it) => sum + it.qty, 0);
  const atOnce = list.map((it) => {
    const qty = it.fixed ? Math.max(0, it.qty - later) : it.qty;
    later -= it.qty - qty;
    return { ...it, qty };
  });
  return [...atOnce, ...waits];
}

function file<T>(all: Map<string, Map<string, T[]>>, consumer: string, item: string, row: T): void {
  const ofConsumer = all.get(consumer);
  if (!ofConsumer) {
    all.set(consumer, new Map([[item, [row]]]));
    return;
  }
  const list = ofConsumer.get(item);
  if (list) list.push(row);
  else ofConsumer.set(item, [row]);
}
