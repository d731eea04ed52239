/** Remedies by which steps of the chain are done otherwise: on several machines at once, handed on in batches, in a batch of an oven that waits. */

import { ELAPSED } from '../scheduling/steps.ts';
import type { Qty } from '../units/units.ts';
import { batchName } from './emit.ts';
import type { Operation, Problem } from './problem.ts';
import type { Case, Remedy } from './remedies.ts';
import { inGaps, ownWork } from './room.ts';

/** Where the routing hands nothing on before all is done, so many transfer batches are tried. */
const BATCHES = 4;

/** Steps of the chain that could be split run on as many machines as may do them. */
export function severalMachines(found: Case): Remedy[] {
  const { jobs, model } = found.base;
  const { steps } = model.shop;
  const changed = withSteps(found, (t) => {
    const step = jobs.step[t]!;
    const machines = steps.choiceFrom[step + 1]! - steps.choiceFrom[step]!;
    const stays = jobs.pinned[t]! >= 0 || jobs.setupDone[t] === 1;
    // What is handed on in batches already, or held, would have to be done otherwise.
    if (
      stays ||
      steps.split[step]! >= machines ||
      linked(found, t) ||
      (t > jobs.first[jobs.order[t]!]! && linked(found, t - 1))
    )
      return undefined;
    return jobs.qty[t]! > 10 ** steps.decimals[step]! ? { split: machines } : undefined;
  });
  if (!changed) return [];
  return [
    {
      kind: 'several-machines',
      what: changed.what,
      situation: () => found.ready.onFloorOf(changed.problem),
      freedom: inGaps,
      agree: ['supervisor', 'engineering'],
      does: `Steps of ${changed.what} run on several machines at once, each set up`,
    },
  ];
}

/** Steps of the chain hand on their pieces by the quarter, so that the next begins before all are done. */
export function handingOn(found: Case): Remedy[] {
  const { jobs, model } = found.base;
  const { steps } = model.shop;
  const changed = withSteps(found, (t) => {
    const [step, next] = [jobs.step[t]!, jobs.step[t + 1]];
    if (next === undefined || jobs.order[t + 1] !== jobs.order[t] || steps.kind[next] === ELAPSED) return undefined;
    if (linked(found, t) || steps.split[step]! > 1 || steps.split[next]! > 1) return undefined;
    if (inOven(found, step) || inOven(found, next)) return undefined;
    const unit = 10 ** steps.decimals[step]!;
    const lot = Math.ceil(jobs.qty[t]! / BATCHES / unit) * unit;
    return lot < jobs.qty[t]! ? { transferBatch: lot as Qty } : undefined;
  });
  if (!changed) return [];
  return [
    {
      kind: 'transfer-batch',
      what: changed.what,
      situation: () => found.ready.onFloorOf(changed.problem),
      freedom: inGaps,
      agree: ['supervisor', 'engineering'],
      does: `Pieces of ${changed.what} go on to their next step in batches, before all are done`,
    },
  ];
}

/** A batch that an oven begins before a step of the chain is ready waits for it. */
export function ovenBatches(found: Case): Remedy[] {
  const { ready, base, answer, tasks } = found;
  const { jobs, model } = base;
  const { shop, clock } = model;
  const { floor, ready: readyAt } = answer.mended;
  return tasks.flatMap((t): Remedy[] => {
    const [step, at] = [jobs.step[t]!, readyAt[t]!];
    if (!base.mayMove(t) || !(floor.start[t]! > at) || !inOven(found, step)) return [];
    const pinned = jobs.pinned[t]!;
    const choice =
      pinned >= 0 ? [pinned] : shop.steps.choice.slice(shop.steps.choiceFrom[step], shop.steps.choiceFrom[step + 1]);
    return choice.flatMap((machine): Remedy[] => {
      let opener = -1;
      floor.between(machine, at, floor.start[t]!, (other) => {
        if (floor.start[other]! < at && floor.admits(t, other, machine)) opener = other;
        return false;
      });
      const batch = opener < 0 ? [] : floor.batchOf(opener);
      if (batch.length === 0 || !batch.every((one) => base.mayMove(one))) return [];
      const notBefore = new Map(batch.map((one) => [one, at]));
      return [
        {
          kind: 'oven-batch',
          what: batchName(shop, machine, floor.start[opener]!),
          situation: () => ready.after([]),
          freedom: (situation, d) => {
            const own = ownWork(situation, d);
            return { off: new Set([...own, ...batch]), pull: own, notBefore };
          },
          agree: ['supervisor'],
          does: `The batch that ${shop.machineIds[machine]} begins ${clock.at(floor.start[opener]!)} waits for it until ${clock.at(at)}`,
        },
      ];
    });
  });
}

const inOven = ({ base }: Case, step: number): boolean => {
  const { steps, batchRoom } = base.model.shop;
  return steps.choice
    .slice(steps.choiceFrom[step], steps.choiceFrom[step + 1])
    .some((machine) => batchRoom[machine]! > 0);
};

/** A step hands on in batches, or the next of its order must follow soon. */
function linked({ base }: Case, t: number): boolean {
  const { jobs, model } = base;
  const { transfer, maxGap } = model.shop.steps;
  const step = jobs.step[t];
  return step !== undefined && (transfer[step]! > 0 || maxGap[step]! < Infinity);
}

/**
 * The problem with steps of the chain that may move changed: in the routing of the item, for all its orders, or in an open order
 * that has steps of its own. Undefined where none is.
 */
function withSteps(
  { ready, base, tasks }: Case,
  more: (t: number) => Partial<Operation> | undefined,
): { readonly problem: Problem; readonly what: string } | undefined {
  const { problem } = ready;
  const { jobs, standing, model } = base;
  const { steps } = model.shop;
  const own = new Set(problem.workOrders.filter((row) => row.operations).map((row) => `work/${row.id}`));
  const byStep = new Map<string, Partial<Operation>>();
  const owners = new Set<string>();
  for (const t of tasks) {
    if (steps.kind[jobs.step[t]!] === ELAPSED || !base.mayMove(t)) continue;
    const change = more(t);
    if (!change) continue;
    const s = jobs.order[t]!;
    const name = standing.names[s]!;
    const owner = own.has(name) ? name : model.catalogue.items[jobs.network.item[s]!]!.id;
    byStep.set(`${owner} ${steps.seq[jobs.step[t]!]!}`, change);
    owners.add(owner);
  }
  if (owners.size === 0) return undefined;
  const changed = <T extends { readonly seq: number }>(owner: string, row: T): T => ({
    ...row,
    ...byStep.get(`${owner} ${row.seq}`),
  });
  return {
    what: [...owners].map((owner) => owner.replace(/^work\//, '')).join(', '),
    problem: {
      ...problem,
      operations: problem.operations.map((row) => changed(row.item, row)),
      workOrders: problem.workOrders.map((order) =>
        owners.has(`work/${order.id}`)
          ? {
              ...order,
              operations: order.operations?.map((row) => (row.done ? row : changed(`work/${order.id}`, row))),
            }
          : order,
      ),
    },
  };
}
