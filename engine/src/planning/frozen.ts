/**
 * What people froze and cannot be as it is: it stays, and the plan says it by its step, with the values. Nothing is moved for it, and
 * it is no fault of the plan. Source: RULES.md, "The schedule".
 */
import { openName } from '../netting/network.ts';
import { grouped } from '../units/grouped.ts';
import type { Second } from '../units/units.ts';
import type { Scheduled } from './messages.ts';
import type { ActionMessage, PlannedOperation } from './plan.ts';
import type { PlanBody, PlanIndex } from './plan-index.ts';
import type { OpenOperation } from './problem.ts';

export function frozenConflicts(index: PlanIndex, body: PlanBody, found: Scheduled): ActionMessage[] {
  if (!found.jobs.anyFrozen) return [];
  const frozen = body.operations.filter((row) => row.frozen);
  const running = body.operations.flatMap((row) =>
    isRunning(index, row) ? [{ ...row, start: index.problem.now }] : [],
  );
  return [
    ...beforeItsTime(index, found),
    ...atOnce(index, frozen, running),
    ...closed(index, frozen),
    ...elsewhere(index, frozen),
  ];
}

/** It begins before the step before it is done, or before what it draws is there. */
function beforeItsTime(index: PlanIndex, { jobs, ready, built }: Scheduled): ActionMessage[] {
  const messages: ActionMessage[] = [];
  for (let t = 0; t < jobs.tasks; t++) {
    const from = jobs.frozenFrom[t]!;
    const s = jobs.order[t]!;
    if (!(ready[t]! > Math.max(from, index.problem.now)) || built.dead[s] === 1) continue;
    const order = openName(jobs.model, jobs.network, s);
    const seq = jobs.model.shop.steps.seq[jobs.step[t]!]!;
    const before = index
      .operationsOf(order)
      .filter((row) => row.seq < seq)
      .at(-1);
    const gap = (before && index.stepOf(before)?.gapAfter) ?? 0;
    // What is there only after the step before it let it begin is its material.
    const byStep = before !== undefined && before.end + gap >= ready[t]!;
    const waits = byStep
      ? `step ${before.seq} before it ${gap > 0 ? 'lets it begin' : 'is done'}`
      : `what it draws is there`;
    const maybe = byStep ? 'Maybe release the step.' : 'Maybe release the step, or bring its material forward.';
    messages.push(
      ...conflict(
        index,
        { order, seq, start: from },
        ready[t]!,
        `, but ${waits} only ${index.clock.at(ready[t]!)}. ${maybe}`,
      ),
    );
  }
  return messages;
}

const isRunning = (index: PlanIndex, row: PlannedOperation): boolean =>
  !row.frozen && (index.stepOf(row) as Partial<OpenOperation> | undefined)?.startedAt !== undefined;

/** More is frozen on a machine at once, or beside what runs there, than it takes; what is frozen alike on one that takes batches is one. */
function atOnce(
  index: PlanIndex,
  frozen: readonly PlannedOperation[],
  running: readonly PlannedOperation[],
): ActionMessage[] {
  return [...grouped([...running, ...frozen], ({ machine }) => machine ?? '')].flatMap(([id, rows]) => {
    const machine = index.machines.get(id);
    if (!machine) return [];
    const alike = (a: PlannedOperation, b: PlannedOperation) =>
      machine.batch !== undefined && a.start === b.start && a.end === b.end;
    const inTurn = rows.toSorted((a, b) => a.start - b.start || (a.order < b.order ? -1 : 1));
    return inTurn.flatMap((row, i) => {
      if (!row.frozen || row.end <= row.start) return [];
      const beside = inTurn.slice(0, i).filter((one) => one.end > row.start && !alike(one, row));
      if (beside.length < machine.capacity) return [];
      const last = beside.at(-1)!;
      const text = ` on ${id}, where step ${last.seq} of ${last.order} ${last.frozen ? `is frozen from ${index.clock.at(last.start)}` : 'runs'} to ${index.clock.at(last.end)}. Maybe release one of them.`;
      return conflict(index, row, last.end, text);
    });
  });
}

/** Its machine and crew work at no time of it: a day is closed. */
function closed(index: PlanIndex, frozen: readonly PlannedOperation[]): ActionMessage[] {
  return frozen.flatMap((row) => {
    const { machine, start, end, setup, run } = row;
    const step = index.stepOf(row);
    const works = setup + run > 0 || !step || (step.setup === 0 && step.runPerUnit.num === 0);
    if (machine === undefined || works || start < index.problem.now || end <= start) return [];
    const who = row.crew === undefined ? machine : `${machine} with ${row.crew}`;
    const text = ` to ${index.clock.at(end)}, when ${who} does not work. Maybe release the step, or open the time.`;
    return conflict(index, row, end, text);
  });
}

/** Its machine is none of those that do it: it stays there all the same, as people said. */
function elsewhere(index: PlanIndex, frozen: readonly PlannedOperation[]): ActionMessage[] {
  return frozen.flatMap((row) => {
    const [machine, step] = [index.machines.get(row.machine ?? ''), index.stepOf(row)];
    if (!machine || step?.workCentre === undefined) return [];
    const { id, workCentre } = machine;
    if (step.machines?.length ? step.machines.includes(id) : workCentre === step.workCentre) return [];
    const is = workCentre === step.workCentre ? 'which is none of its machines' : `a machine of ${workCentre}`;
    const text = ` on ${id}, ${is}, and is done at ${step.workCentre}. Maybe release the step, or give it another machine or work centre.`;
    return conflict(index, row, row.start, text);
  });
}

function conflict(
  index: PlanIndex,
  { order, seq, start }: Pick<PlannedOperation, 'order' | 'seq'> & { readonly start: number },
  to: number,
  text: string,
): ActionMessage[] {
  const of = index.orders.get(order);
  if (!of) return [];
  return [
    {
      kind: 'time-fence-conflict',
      supply: of.id,
      item: of.item,
      qty: of.qty,
      from: start as Second,
      to: to as Second,
      hurts: Math.max(0, to - start),
      text: `Step ${seq} of ${order} is frozen at ${index.clock.at(start)}${text}`,
    },
  ];
}
