/** The rows of a plan by the names that they go by. */
import { BUY, MOVE, PLANNED } from '../netting/network.ts';
import { grouped } from '../units/grouped.ts';
import type { ActionMessage, Peg, Plan, PlannedOperation, PlannedOrder } from './plan.ts';

/** A plan by name, made once and used for any number of questions. */
export interface PlanRows {
  readonly plan: Plan;
  readonly operations: ReadonlyMap<string, readonly PlannedOperation[]>;
  readonly pegs: ReadonlyMap<string, readonly Peg[]>;
  /** How many operations share a batch, by batch. */
  readonly batches: ReadonlyMap<string, number>;
  readonly orders: ReadonlyMap<string, PlannedOrder>;
  /** What the plan says about each supply that it makes, buys or moves. */
  readonly said: ReadonlyMap<string, ActionMessage>;
  /** Quantity of each demand that has no date. */
  readonly undated: ReadonlyMap<string, number>;
  /** When each demand ships its last part; none where it does not. */
  readonly lastDates: ReadonlyMap<string, number>;
  /** The highest number that the names of planned orders, purchases and moves use, by kind of supply. */
  readonly highest: ReadonlyMap<number, number>;
}

const OF_NEW_SUPPLY: ReadonlySet<ActionMessage['kind']> = new Set(['create', 'release-due', 'release-past-due']);

export function rowsOf(plan: Plan): PlanRows {
  const batches = new Map<string, number>();
  for (const { batch } of plan.operations) if (batch !== undefined) batches.set(batch, (batches.get(batch) ?? 0) + 1);
  const said = new Map<string, ActionMessage>();
  for (const row of plan.messages) if (OF_NEW_SUPPLY.has(row.kind)) said.set(row.supply, row);
  const undated = new Map<string, number>();
  const lastDates = new Map<string, number>();
  for (const { demand, date, qty } of plan.deliveries)
    if (date === undefined) undated.set(demand, (undated.get(demand) ?? 0) + qty);
    else lastDates.set(demand, Math.max(date, lastDates.get(demand) ?? -Infinity));
  return {
    plan,
    operations: grouped(plan.operations, (row) => row.order),
    pegs: grouped(plan.pegs, (row) => row.consumer),
    batches,
    said,
    orders: new Map(plan.orders.map((row) => [row.id, row])),
    undated,
    lastDates,
    highest: new Map([
      [PLANNED, highest(plan.orders)],
      [BUY, highest(plan.purchases)],
      [MOVE, highest(plan.moves)],
    ]),
  };
}

/** The highest number that a list's names use. */
export function highest(rows: readonly { readonly id: string }[]): number {
  let top = 0;
  for (const { id } of rows) {
    const number = Number(id.slice(id.indexOf('/') + 1));
    if (number > top) top = number;
  }
  return top;
}
