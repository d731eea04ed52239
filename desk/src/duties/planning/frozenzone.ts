/**
 * The frozen zone: steps of work orders that the published plan begins before its end keep machine and turn, while clock times
 * slide with the truth. A conflict is said, never hidden. Pure. Source: RULES.md, "The schedule".
 *
 * A firm order is held before its release too, by the steps of its item's routing; a planned one has no number that anybody
 * works to and is made anew. A step that somebody froze by hand, that was begun or is done is kept by what it is. Of orders that a
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
import { fitting, frozenAt, saidFrozen, settled, staying, stepsOfOrders, withSteps } from './frozensteps.ts';
import { restPlanned } from './restplanned.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';
import { workNamed } from './zonereleases.ts';

/** Which work is held. */
export interface Zone {
  readonly until: Second;
  /** Numbers of work orders for which there is no end: they were left out of an approval. */
  readonly held?: ReadonlySet<string> | undefined;
  /** Customer lines that were left out of it: what they hang on stays with them. */
  readonly lines?: ReadonlySet<string> | undefined;
  /** What a supervisor released: work orders and steps of them, as `workNamed` names them. */
  readonly released?: ReadonlySet<string> | undefined;
}

/** A step, or a part of one that is split, where the published plan has it; `order` is the work order's number. */
export interface ZoneStep {
  readonly order: string;
  readonly seq: number;
  readonly part?: number | undefined;
  readonly machine: string;
  readonly start: Second;
}

export interface Held {
  /** With the steps of the zone frozen where they stand. */
  readonly problem: Problem;
  readonly plan: Plan;
  readonly zone: readonly ZoneStep[];
}

const isHeld = ({ until, held, released }: Zone, order: string, seq: number, start: Second): boolean =>
  held?.has(order) === true ||
  (start < until && !released?.has(workNamed(order, null)) && !released?.has(workNamed(order, seq)));

/** Rows of each step, the parts of one that is split in their order. */
const rowsOfSteps = ({ operations }: Plan) =>
  groupedBy(
    operations.toSorted((a, b) => (a.part?.number ?? 0) - (b.part?.number ?? 0)),
    stepKey,
  );

/** Steps of the zone that are still to begin, in the order in which the published plan begins them. */
export function zoneOf(problem: Problem, published: Plan, bounds: Zone): readonly ZoneStep[] {
  const fits = fitting(problem);
  const stepsIn = stepsOfOrders(problem);
  const open = new Map(
    problem.workOrders.flatMap((order) =>
      stepsIn(order).map((step): [string, OpenOperation] => [
        stepKey({ order: `work/${order.id}`, seq: step.seq }),
        step,
      ]),
    ),
  );
  return [...rowsOfSteps(published)]
    .flatMap(([key, rows]): ZoneStep[] => {
      const step = open.get(key);
      const number = rows[0]!.order.slice('work/'.length);
      const begins = Math.min(...rows.map(({ start }) => start)) as Second;
      if (!step || settled(step) || !isHeld(bounds, number, step.seq, begins)) return [];
      if (!rows.every(({ machine }) => fits(step, machine))) return [];
      return rows.map(({ machine, start, part }) => ({
        order: number,
        seq: step.seq,
        part: part?.number,
        machine: machine!,
        start,
      }));
    })
    .sort((a, b) => a.start - b.start || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq));
}

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
 * the zone keeps its machine alone. What was left out of an approval stays as published with all that it hangs on. `seen`: what
 * moves are counted from in place of the published plan.
 */
export function planInZone(
  problem: Problem,
  published: Plan,
  bounds: Zone,
  options: PlanOptions,
  seen: Plan = published,
): Held {
  const zone = zoneOf(problem, published, bounds);
  const byStep = groupedBy(
    zone.toSorted((a, b) => (a.part ?? 0) - (b.part ?? 0)),
    stepKey,
  );
  const pinned = withSteps(
    problem,
    new Map([...byStep].map(([key, places]) => [key, staying(places.map(({ machine }) => ({ machine })))])),
  );
  const slid = zone.length > 0 ? slide(asPublished(pinned, published), published) : undefined;
  const slidTo = slid && rowsOfSteps(slid);
  const steps = [...byStep.values()].flatMap((places) => {
    const [{ order, seq }] = places as [ZoneStep];
    const rows = slidTo?.get(stepKey({ order: `work/${order}`, seq })) ?? [];
    const begins = Math.min(...rows.map(({ start }) => start)) as Second;
    const as = bounds.held?.has(order) ? ('left-out' as const) : ('zone' as const);
    const there = rows.length === places.length && rows.every((row, i) => row.machine === places[i]!.machine);
    return there && isHeld(bounds, order, seq, begins)
      ? rows.map((row, i) => ({ order, seq, machine: places[i]!.machine, from: row.start, to: row.end, as }))
      : [];
  });
  const held = frozenAt(pinned, steps);
  if (!bounds.held) return { problem: held, plan: plan(held, { ...options, published: saidFrozen(held, seen) }), zone };
  const others = frozenAt(
    pinned,
    steps.filter(({ order }) => !bounds.held?.has(order)),
  );
  const stays = { lines: bounds.lines, held: new Set([...bounds.held, ...steps.map(({ order }) => order)]) };
  return { ...restPlanned({ problem, held, others, published, seen, leftOut: bounds, stays, options }), zone };
}

/** A plan with the steps of some work orders where another has them. */
export function withHeld(plan: Plan, held: ReadonlySet<string>, published: Plan): Plan {
  const isOf = ({ order }: { readonly order: string }): boolean => held.has(order.slice('work/'.length));
  return {
    ...plan,
    operations: [...plan.operations.filter((row) => !isOf(row)), ...published.operations.filter(isOf)],
  };
}

export interface ZoneConflict extends ZoneStep {
  /** The step that it stood before on its machine and now starts after; absent: it has left the zone. */
  readonly behind?: ZoneStep;
  /** When it starts now. */
  readonly now: Second;
}

/** What could not keep its turn, and what has left the zone. Of orders that are held more is told: `strayedWork`. */
export function conflictsIn(zone: readonly ZoneStep[], made: Plan, { until, held }: Zone): readonly ZoneConflict[] {
  const starts = new Map(made.operations.map((row) => [`${stepKey(row)} ${row.part?.number}`, row.start]));
  const startOf = (step: ZoneStep): Second | undefined =>
    starts.get(`${stepKey({ order: `work/${step.order}`, seq: step.seq })} ${step.part}`);
  return [...groupedBy(zone, (step) => step.machine).values()].flatMap((steps) =>
    steps.flatMap((step, at): ZoneConflict[] => {
      const now = startOf(step);
      if (now === undefined || held?.has(step.order)) return [];
      const behind = steps.slice(at + 1).find((other) => (startOf(other) ?? now) < now);
      if (behind) return [{ ...step, behind, now }];
      return now >= until ? [{ ...step, now }] : [];
    }),
  );
}
