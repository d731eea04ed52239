/**
 * Builds the hot list from a problem and its plan, ranked by the usual rule. Pure. What nothing serves is later than
 * anything that is served.
 */
import { OpenHours, type Plan, type Problem, type Reason, shipping } from '@hotlist/engine';
import { decimalOf } from '../../house/amounts.ts';
import { criticalRatio } from '../planning/criticalratio.ts';
import { type Lateness, lastDeliveries } from '../planning/lateness.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { type HotKind, hotterBy, usualRule } from './ranking.ts';

/** Words that the engine does not know: names, phones, owners; by code. */
export interface HotWords {
  readonly items: ReadonlyMap<
    string,
    { readonly name: string | null; readonly unit: string; readonly planner: string | null }
  >;
  readonly customers: ReadonlyMap<string, Contact>;
  readonly vendors: ReadonlyMap<string, Contact>;
  /** Promised dates of customer lines, in the problem's seconds. */
  readonly promised: ReadonlyMap<string, number>;
  readonly customerOf: ReadonlyMap<string, string>;
}
interface Contact {
  readonly name: string | null;
  readonly phone: string | null;
}

export interface HotRow {
  readonly kind: HotKind;
  readonly ref: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly need: number;
  readonly promised: number | null;
  readonly estimated: number | null;
  readonly late_days: number;
  /** Of an operation; with working time until its order is needed and work left, in seconds. */
  readonly critical_ratio: number | null;
  readonly ratio_time: number | null;
  readonly ratio_work: number | null;
  readonly past_promise: boolean;
  readonly priority: number;
  readonly partner: string | null;
  readonly partner_name: string | null;
  readonly phone: string | null;
  readonly work_centre: string | null;
  readonly machine: string | null;
  readonly money: number;
  readonly hurts: number;
  /** The late customer lines that wait for it; a late line itself among them. */
  readonly hurting: readonly string[];
  readonly owner: string | null;
  readonly root: string | null;
  readonly blocked_by: string | null;
  readonly chain: readonly Reason[];
}

/** Of all orders that a consumer draws on the one that ends last. */
function lastOrders({ orders, pegs }: Plan): ReadonlyMap<string, Plan['orders'][number]> {
  const known = new Map(orders.map((order) => [order.id as string, order]));
  const last = new Map<string, Plan['orders'][number]>();
  for (const { supply, consumer } of pegs) {
    const order = known.get(supply);
    if (order && order.end > (last.get(consumer)?.end ?? -Infinity)) last.set(consumer, order);
  }
  return last;
}

export function hotRowsOf(
  problem: Problem,
  plan: Plan,
  words: HotWords,
  workingDays: WorkingDays,
  lateness: Lateness,
): readonly HotRow[] {
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const amount = (item: string, steps: number): number => decimalOf(steps, decimals.get(item) ?? 0);
  const served = servedDemands(problem, plan);
  const deliveries = lastDeliveries(plan);
  const itemWords = (item: string) => {
    const found = words.items.get(item);
    return { item, item_name: found?.name ?? null, unit: found?.unit ?? '', owner: found?.planner ?? null };
  };
  // A late line hurts from a supply when the plan's reasons name that supply: being drawn on is not yet being the cause.
  const hurt = (supply: string): Damage => {
    const late: Problem['demands'][number][] = [];
    let chain: readonly Reason[] = [];
    for (const demand of served.get(supply) ?? []) {
      const causes = deliveries
        .get(demand.id)
        ?.reasons.filter((reason) => reason.what === supply || reason.order === supply);
      if (!causes || causes.length === 0) continue;
      late.push(demand);
      if (chain.length === 0) chain = causes.slice(0, 1);
    }
    return {
      money: late.reduce((sum, demand) => sum + (demand.value ?? 0), 0),
      hurts: late.length,
      hurting: late.map((demand) => demand.id),
      chain,
    };
  };

  const leaves = shipping(problem);
  const lastFor = lastOrders(plan);
  const rows: HotRow[] = [];
  for (const demand of problem.demands) {
    if (demand.kind !== 'order') continue;
    const delivery = deliveries.get(demand.id);
    const estimated = delivery?.date === undefined ? null : leaves(demand, delivery.date);
    const promised = words.promised.get(demand.id) ?? null;
    const by = lastFor.get(`demand/${demand.id}`);
    const late =
      by === undefined || estimated === null
        ? lateDays(workingDays, demand.due, estimated)
        : lateness.delivered(by.id, demand.due, estimated);
    const reasons = delivery?.reasons ?? [];
    const customer = words.customerOf.get(demand.id) ?? demand.customer ?? null;
    const contact = customer === null ? undefined : words.customers.get(customer);
    rows.push({
      kind: 'customer_line',
      ref: demand.id,
      ...itemWords(demand.item),
      qty: amount(demand.item, demand.qty),
      need: demand.due,
      promised,
      estimated,
      late_days: late,
      ...noRatio,
      past_promise: promised !== null && (estimated === null || estimated > promised),
      priority: demand.priority,
      partner: customer,
      partner_name: contact?.name ?? null,
      phone: contact?.phone ?? null,
      work_centre: null,
      machine: null,
      money: demand.value ?? 0,
      hurts: late > 0 ? 1 : 0,
      hurting: late > 0 ? [demand.id] : [],
      root: rootOf(reasons),
      blocked_by: reasons[0]?.text ?? null,
      chain: reasons,
    });
  }
  rows.push(...operationRows());
  rows.push(...purchaseRows());
  const hotter = hotterBy(usualRule);
  return rows
    .map((row) => ({ row, by: { ...row, needAt: row.need } }))
    .sort((a, b) => hotter(a.by, b.by))
    .map(({ row }) => row);

  function operationRows(): HotRow[] {
    const planned = new Map(
      plan.orders.filter((order) => order.workOrder !== undefined).map((order) => [order.id, order]),
    );
    const left = new Map<string, (typeof plan.operations)[number][]>();
    for (const step of plan.operations) {
      if (!planned.has(step.order)) continue;
      const steps = left.get(step.order);
      if (steps) steps.push(step);
      else left.set(step.order, [step]);
    }
    const hours = new OpenHours(problem);
    const working = (machine: string, crew: string | undefined, to: number): number =>
      hours.between(machine, crew, problem.now, Math.max(problem.now, to));
    const centreOf = new Map(problem.machines.map((machine) => [machine.id, machine.workCentre]));
    return [...left].flatMap(([id, steps]): HotRow[] => {
      const order = planned.get(id);
      // Of a step that is split, the part that ends last.
      const step = steps.reduce((first, one) =>
        one.seq < first.seq || (one.seq === first.seq && one.end > first.end) ? one : first,
      );
      if (!order?.workOrder) return [];
      const damage = hurt(id);
      const { need, orderNeed, lateDays: late } = lateness(step);
      const critical = criticalRatio(step, steps, orderNeed, working);
      return [
        {
          kind: 'operation',
          ref: `${order.workOrder}/${step.seq}`,
          ...itemWords(order.item),
          qty: amount(order.item, order.qty),
          need,
          promised: null,
          estimated: step.end,
          late_days: late,
          critical_ratio: critical?.ratio ?? null,
          ratio_time: critical?.time ?? null,
          ratio_work: critical?.work ?? null,
          past_promise: false,
          priority: Math.min(...(served.get(id) ?? []).map((demand) => demand.priority), 99),
          partner: null,
          partner_name: null,
          phone: null,
          work_centre: step.machine === undefined ? null : (centreOf.get(step.machine) ?? null),
          machine: step.machine ?? null,
          money: damage.money,
          hurts: damage.hurts,
          hurting: damage.hurting,
          root: rootOf(damage.chain),
          blocked_by: damage.chain[0]?.text ?? null,
          chain: damage.chain,
        },
      ];
    });
  }

  function purchaseRows(): HotRow[] {
    const needs = new Map(plan.lineNeeds?.map(({ line, need }) => [line, need]));
    return problem.purchaseLines.map((line): HotRow => {
      const supply = `purchase/${line.id}`;
      const damage = hurt(supply);
      // Nobody draws on it: then what we asked of the vendor stands for it.
      const need = needs.get(supply) ?? line.required ?? line.promised ?? line.estimated;
      const contact = line.vendor === undefined ? undefined : words.vendors.get(line.vendor);
      return {
        kind: 'purchase_line',
        ref: line.id,
        ...itemWords(line.item),
        qty: amount(line.item, line.qty),
        need,
        promised: line.promised ?? null,
        estimated: line.estimated,
        late_days: lateDays(workingDays, need, line.estimated),
        ...noRatio,
        past_promise: line.promised !== undefined && line.estimated > line.promised,
        priority: Math.min(...(served.get(supply) ?? []).map((demand) => demand.priority), 99),
        partner: line.vendor ?? null,
        partner_name: contact?.name ?? null,
        phone: contact?.phone ?? null,
        work_centre: null,
        machine: null,
        money: damage.money,
        hurts: damage.hurts,
        hurting: damage.hurting,
        root: line.estimated > need ? `purchase-late ${supply}` : rootOf(damage.chain),
        blocked_by: damage.chain[0]?.text ?? null,
        chain: damage.chain,
      };
    });
  }
}

/** Only work has one. */
const noRatio = { critical_ratio: null, ratio_time: null, ratio_work: null };

/** What a late supply does to the customers' lines above it. */
interface Damage {
  readonly money: number;
  readonly hurts: number;
  readonly hurting: readonly string[];
  readonly chain: readonly Reason[];
}

/** The reason that explains most is the root of the row; rows with one root are one trouble. */
const rootOf = (reasons: readonly Reason[]): string | null =>
  reasons[0] ? `${reasons[0].kind} ${reasons[0].what}` : null;

/** The customer lines that each open work order or purchase line ends up in, following pegs upwards. */
function servedDemands(problem: Problem, plan: Plan): ReadonlyMap<string, readonly Problem['demands'][number][]> {
  const consumers = new Map<string, string[]>();
  for (const peg of plan.pegs) {
    const list = consumers.get(peg.supply);
    if (list) list.push(peg.consumer);
    else consumers.set(peg.supply, [peg.consumer]);
  }
  const demands = new Map(
    problem.demands.filter((demand) => demand.kind === 'order').map((demand) => [`demand/${demand.id}`, demand]),
  );
  const supplies = [
    ...problem.purchaseLines.map((line) => `purchase/${line.id}`),
    ...problem.workOrders.map((order) => `work/${order.id}`),
  ];
  const served = new Map<string, readonly Problem['demands'][number][]>();
  for (const supply of supplies) {
    const seen = new Set<string>([supply]);
    const found: Problem['demands'][number][] = [];
    const open = [supply];
    for (let name = open.pop(); name !== undefined; name = open.pop())
      for (const consumer of consumers.get(name) ?? []) {
        if (seen.has(consumer)) continue;
        seen.add(consumer);
        const demand = demands.get(consumer);
        if (demand) found.push(demand);
        else open.push(consumer);
      }
    served.set(supply, found);
  }
  return served;
}
