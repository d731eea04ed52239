/** Steps of work orders, and where they stay: on a machine, or frozen there. Pure. */
import type { OpenOperation, Plan, Problem, Second, Span } from '@hotlist/engine';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';

/** Steps of a work order: its own, or, before they are copied at its release, those of its item's routing. */
export function stepsOfOrders({ operations }: Problem) {
  const routings = groupedBy(operations, (step) => step.item);
  return (order: Problem['workOrders'][number]): readonly OpenOperation[] =>
    order.operations ?? (routings.get(order.item) ?? []).map((step) => ({ ...step, done: false }));
}

/** Nobody asks any more where it stands: it was begun, is done, or is frozen already. */
export const settled = (step: OpenOperation): boolean =>
  step.done || step.frozen !== undefined || step.startedAt !== undefined || step.setupDone === true;

/** Whether a step may run on a machine, as its records have them. */
export function fitting({ machines }: Problem) {
  const centreOf = new Map(machines.map((machine) => [machine.id, machine.workCentre]));
  return (step: OpenOperation, machine: string | undefined): boolean =>
    machine !== undefined &&
    centreOf.get(machine) === step.workCentre &&
    (step.machines?.includes(machine) ?? true) &&
    (step.machine ?? machine) === machine;
}

type Stays = Pick<OpenOperation, 'machine' | 'frozen' | 'frozenAs' | 'parts'>;

/** A step on its machine or, in parts, on theirs; frozen where all have a span. */
export function staying(places: readonly { readonly machine: string; readonly frozen?: Span | undefined }[]): Stays {
  const spans = places.flatMap(({ frozen }) => frozen ?? []);
  if (places.length === 1) return { machine: places[0]!.machine, frozen: spans[0] };
  if (spans.length < places.length) return { parts: places.map(({ machine }) => ({ machine })) };
  const from = Math.min(...spans.map((span) => span.from)) as Second;
  const to = Math.max(...spans.map((span) => span.to)) as Second;
  return { frozen: { from, to }, parts: places.map(({ machine }, i) => ({ machine, frozen: spans[i]! })) };
}

/** The problem with some steps of its work orders changed: an order that is not released yet has steps of its own from then on. */
export function withSteps(problem: Problem, changes: ReadonlyMap<string, Stays>): Problem {
  if (changes.size === 0) return problem;
  const stepsIn = stepsOfOrders(problem);
  return {
    ...problem,
    workOrders: problem.workOrders.map((order) => {
      const steps = stepsIn(order);
      if (!steps.some(({ seq }) => changes.has(stepKey({ order: order.id, seq })))) return order;
      return {
        ...order,
        operations: steps.map((step) => ({ ...step, ...changes.get(stepKey({ order: order.id, seq: step.seq })) })),
      };
    }),
  };
}

/** Steps that stay on their machines and slide there; one that is frozen by its record stays where that says. */
export function onMachines(
  problem: Problem,
  rows: readonly { readonly order: string; readonly seq: number; readonly machine: string }[],
): Problem {
  const stepsIn = stepsOfOrders(problem);
  const frozen = new Set(
    problem.workOrders.flatMap((order) =>
      stepsIn(order).flatMap((step) => (step.frozen ? [stepKey({ order: order.id, seq: step.seq })] : [])),
    ),
  );
  const places = [...groupedBy(rows, stepKey)].filter(([key]) => !frozen.has(key));
  return withSteps(
    problem,
    new Map(places.map(([key, some]) => [key, staying(some.map(({ machine }) => ({ machine })))])),
  );
}

/** Where steps stand exactly, row by row, and why they stay; those of other orders are left as they are. */
export const frozenAt = (
  problem: Problem,
  rows: readonly {
    readonly order: string;
    readonly seq: number;
    readonly machine: string;
    readonly from: Second;
    readonly to: Second;
    readonly as?: OpenOperation['frozenAs'];
  }[],
): Problem =>
  withSteps(
    problem,
    new Map(
      [...groupedBy(rows, stepKey)].map(([key, places]) => [
        key,
        {
          ...staying(places.map(({ machine, from, to }) => ({ machine, frozen: { from, to } }))),
          frozenAs: places[0]!.as,
        },
      ]),
    ),
  );

/** What the published plan calls frozen is what is frozen now. */
export function saidFrozen(problem: Problem, published: Plan): Plan {
  const frozen = new Set(
    problem.workOrders.flatMap(
      (order) =>
        order.operations
          ?.filter((step) => step.frozen)
          .map((step) => stepKey({ order: `work/${order.id}`, seq: step.seq })) ?? [],
    ),
  );
  return {
    ...published,
    operations: published.operations.map(({ frozen: _, ...row }) =>
      frozen.has(stepKey(row)) ? { ...row, frozen: true } : row,
    ),
  };
}
