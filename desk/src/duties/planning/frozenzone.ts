/**
 * The frozen zone: steps of work orders that the published plan begins before its end keep machine and turn, while clock times
 * slide with the truth. A conflict is said, never hidden. Pure. Source: RULES.md, "The schedule".
 *
 * A step that somebody froze by hand, that was begun or is done is not the zone's: it is kept by what it is. Of orders that a
 * supervisor leaves out of what he approves every step is held, however far off.
 */
import {
  type OpenOperation,
  type Plan,
  type PlanOptions,
  type Problem,
  plan,
  type Second,
  slide,
} from '@hotlist/engine';
import { worthTelling } from './orderchanges.ts';
import { groupedBy } from './rows.ts';
import { workNamed } from './zonereleases.ts';

/** Which work is held. */
export interface Zone {
  readonly until: Second;
  /** Numbers of work orders for which there is no end. */
  readonly held?: ReadonlySet<string> | undefined;
  /** What a supervisor released: work orders and steps of them, as `workNamed` names them. */
  readonly released?: ReadonlySet<string> | undefined;
}

/** A step where the published plan has it; `order` is the work order's number. */
export interface ZoneStep {
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  readonly start: Second;
}

export interface Held {
  /** With the steps of the zone frozen where they stand. */
  readonly problem: Problem;
  readonly plan: Plan;
  readonly zone: readonly ZoneStep[];
}

const name = (order: string, seq: number): string => `${order} ${seq}`;

const settled = (step: OpenOperation): boolean =>
  step.done || step.frozen !== undefined || step.startedAt !== undefined || step.setupDone === true;

/** Steps that run on one machine: the parts of one that is split stand in several places. */
const alone = ({ operations }: Plan): Plan['operations'] =>
  [...groupedBy(operations, (row) => name(row.order, row.seq)).values()].flatMap((rows) =>
    rows.length === 1 ? rows : [],
  );

const isHeld = ({ until, held, released }: Zone, order: string, seq: number, start: Second): boolean =>
  held?.has(order) === true ||
  (start < until && !released?.has(workNamed(order, null)) && !released?.has(workNamed(order, seq)));

/** Steps of the zone that are still to begin, in the order in which the published plan begins them. */
export function zoneOf(problem: Problem, published: Plan, bounds: Zone): readonly ZoneStep[] {
  const centreOf = new Map(problem.machines.map((machine) => [machine.id, machine.workCentre]));
  const open = new Map(
    problem.workOrders.flatMap((order) =>
      (order.operations ?? []).map((step): [string, OpenOperation] => [name(`work/${order.id}`, step.seq), step]),
    ),
  );
  return published.operations
    .flatMap(({ order, seq, machine, start, part }) => {
      const step = open.get(name(order, seq));
      const number = order.slice('work/'.length);
      // A step in parts has several machines, and is held on none.
      if (!step || settled(step) || machine === undefined || part || !isHeld(bounds, number, seq, start)) return [];
      const fits =
        centreOf.get(machine) === step.workCentre &&
        (step.machines?.includes(machine) ?? true) &&
        (step.machine ?? machine) === machine;
      return fits ? [{ order: number, seq, machine, start }] : [];
    })
    .sort((a, b) => a.start - b.start || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq));
}

/** The problem with some steps of its work orders changed. */
function withSteps(problem: Problem, changes: ReadonlyMap<string, Pick<OpenOperation, 'machine' | 'frozen'>>): Problem {
  if (changes.size === 0) return problem;
  return {
    ...problem,
    workOrders: problem.workOrders.map((order) =>
      order.operations
        ? {
            ...order,
            operations: order.operations.map((step) => ({ ...step, ...changes.get(name(order.id, step.seq)) })),
          }
        : order,
    ),
  };
}

/** Where steps stand exactly; those of other orders are left as they are. */
export const frozenAt = (
  problem: Problem,
  steps: readonly {
    readonly order: string;
    readonly seq: number;
    readonly machine: string;
    readonly from: Second;
    readonly to: Second;
  }[],
): Problem =>
  withSteps(
    problem,
    new Map(steps.map(({ order, seq, machine, from, to }) => [name(order, seq), { machine, frozen: { from, to } }])),
  );

/** What the published plan knows of a problem: work orders and demands that came since are none of its business. */
function asPublished(problem: Problem, published: Plan): Problem {
  const orders = new Set(published.orders.map((order) => order.id));
  const demands = new Set(published.deliveries.map((one) => one.demand));
  const known = (order: string): boolean => orders.has(`work/${order}`);
  return {
    ...problem,
    workOrders: problem.workOrders.filter(({ id }) => known(id)),
    demands: problem.demands.filter(({ id }) => demands.has(id)),
    allocations: problem.allocations.filter(
      ({ supply, for: whom }) =>
        (!supply.startsWith('work/') || orders.has(supply)) &&
        ('demand' in whom ? demands.has(whom.demand) : known(whom.workOrder)),
    ),
  };
}

/**
 * Plans with the zone held: its steps on their machines, each where the published plan has slid to. A step that has slid out of
 * the zone keeps its machine alone. `seen`: what moves are counted from in place of the published plan.
 */
export function planInZone(
  problem: Problem,
  published: Plan,
  bounds: Zone,
  options: PlanOptions,
  seen: Plan = published,
): Held {
  const zone = zoneOf(problem, published, bounds);
  const pinned = withSteps(
    problem,
    new Map(zone.map((step) => [name(step.order, step.seq), { machine: step.machine }])),
  );
  const slid = zone.length > 0 ? slide(asPublished(pinned, published), published) : undefined;
  const stands = new Map(slid && alone(slid).map((row) => [name(row.order, row.seq), row]));
  const steps = zone.flatMap(({ order, seq, machine }) => {
    const row = stands.get(name(`work/${order}`, seq));
    return row && row.machine === machine && isHeld(bounds, order, seq, row.start)
      ? [{ order, seq, machine, from: row.start, to: row.end }]
      : [];
  });
  const held = frozenAt(pinned, steps);
  return { problem: held, plan: plan(held, { ...options, published: saidFrozen(held, seen) }), zone };
}

/** A plan with the steps of some work orders where another has them. */
export function withHeld(plan: Plan, held: ReadonlySet<string>, published: Plan): Plan {
  const isOf = ({ order }: { readonly order: string }): boolean => held.has(order.slice('work/'.length));
  return {
    ...plan,
    operations: [...plan.operations.filter((row) => !isOf(row)), ...published.operations.filter(isOf)],
  };
}

/** What the published plan calls frozen is what is frozen now. */
function saidFrozen(problem: Problem, published: Plan): Plan {
  const frozen = new Set(
    problem.workOrders.flatMap(
      (order) =>
        order.operations?.filter((step) => step.frozen).map((step) => name(`work/${order.id}`, step.seq)) ?? [],
    ),
  );
  return {
    ...published,
    operations: published.operations.map(({ frozen: _, ...row }) =>
      frozen.has(name(row.order, row.seq)) ? { ...row, frozen: true } : row,
    ),
  };
}

export interface ZoneConflict extends ZoneStep {
  /** The step that it stood before on its machine and now starts after; absent: it has left the zone, or its hour. */
  readonly behind?: ZoneStep;
  /** When it starts now. */
  readonly now: Second;
}

/** What could not keep its turn, and what has left the zone; of an order that is held, what could not keep its hour. */
export function conflictsIn(zone: readonly ZoneStep[], made: Plan, { until, held }: Zone): readonly ZoneConflict[] {
  const starts = new Map(made.operations.map((row) => [name(row.order, row.seq), row.start]));
  const startOf = (step: ZoneStep): Second | undefined => starts.get(name(`work/${step.order}`, step.seq));
  return [...groupedBy(zone, (step) => step.machine).values()].flatMap((steps) =>
    steps.flatMap((step, at): ZoneConflict[] => {
      const now = startOf(step);
      if (now === undefined) return [];
      const behind = steps.slice(at + 1).find((other) => (startOf(other) ?? now) < now);
      if (behind) return [{ ...step, behind, now }];
      const left = held?.has(step.order) ? now - step.start >= worthTelling : now >= until;
      return left ? [{ ...step, now }] : [];
    }),
  );
}
