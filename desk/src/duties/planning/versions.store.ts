/** A plan as the rows of a version: supplies and consumers by name, times as instants, quantities in the item's unit. */
import { type Plan, type Problem, type Reason, type Second, shipping } from '@hotlist/engine';
import { decimalOf } from '../../house/amounts.ts';
import type { latenessIn } from './lateness.ts';
import type {
  PlanDeliveriesTable,
  PlanMessagesTable,
  PlanOrdersTable,
  PlanOvertimeTable,
  PlanPegsTable,
  PlanPurchasesTable,
  PlanReason,
  PlanStepsTable,
} from './planning.tables.ts';
import type { hurtDaysIn } from './workedlateness.ts';

type Unversioned<T> = Omit<T, 'version'>;

export interface VersionRows {
  readonly plan_orders: readonly Unversioned<PlanOrdersTable>[];
  readonly plan_steps: readonly Unversioned<PlanStepsTable>[];
  readonly plan_purchases: readonly Unversioned<PlanPurchasesTable>[];
  readonly plan_deliveries: readonly (Omit<PlanDeliveriesTable, 'version' | 'reasons'> & {
    reasons: readonly PlanReason[];
  })[];
  readonly plan_overtime: readonly (Omit<PlanOvertimeTable, 'version' | 'operations'> & {
    operations: readonly { readonly order: string; readonly seq: number }[];
  })[];
  readonly plan_pegs: readonly Unversioned<PlanPegsTable>[];
  readonly plan_messages: readonly Unversioned<PlanMessagesTable>[];
}

/** `at` turns the engine's seconds into ISO instants. */
export function versionRows(
  problem: Problem,
  plan: Plan,
  at: (second: Second) => string,
  lateness: ReturnType<typeof latenessIn>,
  hurtDays: ReturnType<typeof hurtDaysIn>,
): VersionRows {
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const demands = new Map(problem.demands.map((demand) => [demand.id, demand]));
  const amount = (item: string, steps: number): number => decimalOf(steps, decimals.get(item) ?? 0);
  const windows = new Map(problem.overtime?.map((window) => [window.id, window]));
  const leaves = shipping(problem);
  const reason = (one: Reason): PlanReason => ({
    kind: one.kind,
    what: one.what,
    order: one.order,
    seq: one.seq,
    behind: one.behind,
    until: one.until === undefined ? undefined : at(one.until),
    seconds: one.seconds,
    text: one.text,
  });
  return {
    plan_orders: plan.orders.map((row) => ({
      id: row.id,
      item: row.item,
      qty: amount(row.item, row.qty),
      qty_started: amount(row.item, row.qtyStarted),
      starts: at(row.start),
      ends: at(row.end),
      need: at(row.need),
      work_order: row.workOrder ?? null,
    })),
    plan_steps: plan.operations.map((row) => {
      const { need, lateDays } = lateness(row);
      return {
        order_id: row.order,
        item: row.item,
        seq: row.seq,
        machine: row.machine ?? null,
        crew: row.crew ?? null,
        setup_crew: row.setupCrew ?? null,
        batch: row.batch ?? null,
        part: row.part?.number ?? 0,
        parts: row.part?.of ?? 0,
        part_qty: row.part ? amount(row.item, row.part.qty) : null,
        setup_ends: row.setupEnd === undefined ? null : at(row.setupEnd),
        starts: at(row.start),
        ends: at(row.end),
        setup_seconds: row.setup,
        run_seconds: row.run,
        frozen: row.frozen ?? false,
        need: at(need),
        late_days: lateDays,
      };
    }),
    plan_purchases: plan.purchases.map((row) => ({
      id: row.id,
      item: row.item,
      vendor: row.vendor,
      qty: amount(row.item, row.qty),
      order_at: at(row.orderAt),
      arrival: at(row.arrival),
      need: at(row.need),
    })),
    plan_deliveries: plan.deliveries.map((row) => {
      const demand = demands.get(row.demand);
      if (!demand) throw new Error(`the plan delivers ${row.demand}, which nobody asked for`);
      return {
        demand: row.demand,
        item: demand.item,
        qty: amount(demand.item, row.qty),
        due: at(demand.due),
        delivered: row.date === undefined ? null : at(row.date),
        ships: row.date === undefined ? null : at(leaves(demand, row.date)),
        late_seconds: row.late,
        soonest: row.soonest === undefined ? null : at(row.soonest),
        reasons: row.reasons.map(reason),
      };
    }),
    plan_overtime: (plan.overtime ?? []).map((row) => ({
      code: row.window,
      starts: at(row.from),
      ends: at(row.to),
      cost: row.cost,
      operations: row.for,
      machines: [...(windows.get(row.window)?.machines ?? [])],
      crews: [...(windows.get(row.window)?.crews ?? [])],
    })),
    plan_pegs: plan.pegs.map((row) => ({
      supply: row.supply,
      consumer: row.consumer,
      item: row.item,
      qty: amount(row.item, row.qty),
      at: at(row.at),
    })),
    plan_messages: byHurt(plan.messages, hurtDays).map(({ row, days }, n) => ({
      n,
      kind: row.kind,
      supply: row.supply,
      item: row.item,
      qty: amount(row.item, row.qty),
      from_at: row.from === undefined ? null : at(row.from),
      to_at: row.to === undefined ? null : at(row.to),
      hurts: row.hurts,
      hurt_days: days,
      text: row.text,
    })),
  };
}

/** What hurts most first, in the working days that are read; of equals as the engine has them. */
const byHurt = (messages: Plan['messages'], hurtDays: ReturnType<typeof hurtDaysIn>) =>
  messages.map((row) => ({ row, days: hurtDays(row) })).sort((a, b) => b.days - a.days);
