/** Capacity: sweeps over the starts and ends of the steps of each machine, crew and tool. */
import type { Facts, StepFact } from './facts.ts';
import { grouped, named } from './facts.ts';
import type { Report, Rule, Rules } from './rule.ts';

/** No machine runs more steps at once than its capacity, at any instant; a step that pauses keeps its machine. */
const noMachineOverCapacity: Rule = (facts, report) => {
  const onMachines = facts.steps.filter((it) => it.machine);
  for (const [id, steps] of grouped(onMachines, (it) => it.row.machine ?? '')) {
    sweep(facts, steps, facts.machines.get(id)?.capacity ?? 0, () => 1, `machine ${id}`, report);
  }
};

/** No crew attends more than it has people, at any instant, from a step's start to its end. */
const noCrewOverItsSize: Rule = (facts, report) => {
  const attended = facts.steps.filter((it) => it.crew);
  for (const [id, steps] of grouped(attended, (it) => it.row.crew ?? '')) {
    const crew = facts.crews.get(id);
    const size = crew?.size ?? 0;
    const load = (it: StepFact) => it.step?.crewSize ?? 1;
    sweep(facts, steps, size, load, `crew ${id}`, report);
    for (const { from, to, people = size } of crew?.away ?? []) {
      // While all are away work pauses, which the calendars see to.
      if (people >= size) continue;
      const then = steps.filter((it) => beginsToHold(facts, it) < to && it.row.end > from);
      sweep(facts, then, size - people, load, `crew ${id} with ${people} away`, report, { from, to });
    }
  }
};

/** No tool is held more often than there are pieces of it, at any instant, from a step's start to its end; nor while it is away. */
const noToolOverItsCount: Rule = (facts, report) => {
  const held = new Map<string, { readonly it: StepFact; readonly qty: number }[]>();
  for (const it of facts.steps)
    for (const { tool, qty = 1 } of it.step?.tools ?? []) {
      const uses = held.get(tool);
      if (uses) uses.push({ it, qty });
      else held.set(tool, [{ it, qty }]);
    }
  const tools = new Map(facts.problem.tools?.map((it) => [it.id, it]));
  for (const [id, uses] of held) {
    const pieces = new Map(uses.map(({ it, qty }) => [it, qty]));
    const steps = [...pieces.keys()];
    const load = (it: StepFact) => pieces.get(it) ?? 1;
    sweep(facts, steps, tools.get(id)?.count ?? 0, load, `tool ${id}`, report);
    for (const { from, to } of tools.get(id)?.downtime ?? []) {
      const then = steps.filter((it) => beginsToHold(facts, it) < to && it.row.end > from);
      // What runs already was not taken out of the machine.
      const fresh = then.filter((it) => it.open?.startedAt === undefined || it.frozen);
      sweep(facts, fresh, 0, load, `tool ${id}, which is away,`, report, { from, to });
    }
  }
};

/** Every step that needs a machine has one, and the crew that it needs. */
const everyStepHasItsMachineAndCrew: Rule = (facts, report) => {
  for (const it of facts.steps) {
    if (!it.step || it.step.outside !== undefined) continue;
    if (it.row.machine === undefined) report(named(it), () => `${named(it)} has no machine`);
    if (it.row.crew !== it.step.crew) {
      report(
        named(it),
        () => `${named(it)} is attended by ${it.row.crew ?? 'nobody'}, not by ${it.step?.crew ?? 'nobody'}`,
      );
    }
  }
};

/**
 * Steps in order of start against steps in order of end. Frozen steps cannot be moved, so what they alone
 * overload is an exception for people; anything put on top of them is a fault of the plan.
 */
function sweep(
  facts: Facts,
  steps: readonly StepFact[],
  capacity: number,
  weight: (step: StepFact) => number,
  what: string,
  report: Report,
  within: { readonly from: number; readonly to: number } = { from: -Infinity, to: Infinity },
): void {
  const n = steps.length;
  const begin = Float64Array.from(steps, (it) => Math.max(within.from, beginsToHold(facts, it)));
  const end = Float64Array.from(steps, (it) => Math.min(within.to, it.row.end));
  const load = Float64Array.from(steps, weight);
  const byStart = Uint32Array.from(steps.keys()).sort((a, b) => begin[a] - begin[b] || a - b);
  const byEnd = Uint32Array.from(steps.keys()).sort((a, b) => end[a] - end[b] || a - b);
  let used = 0;
  let frozenUsed = 0;
  for (let i = 0, j = 0; i < n; i++) {
    const at = begin[byStart[i]];
    // A step of no length was never counted in, so it is not counted out.
    for (; j < n && end[byEnd[j]] <= at; j++) {
      if (begin[byEnd[j]] >= end[byEnd[j]]) continue;
      used -= load[byEnd[j]];
      if (steps[byEnd[j]].frozen) frozenUsed -= load[byEnd[j]];
    }
    const step = byStart[i];
    if (begin[step] < end[step]) {
      used += load[step];
      if (steps[step].frozen) frozenUsed += load[step];
    }
    // All that starts in one second is counted before it is judged.
    const lastOfItsSecond = i + 1 === n || begin[byStart[i + 1]] > at;
    if (lastOfItsSecond && used > Math.max(capacity, frozenUsed)) {
      const inUse = used;
      const holders = () => steps.filter((_, k) => begin[k] <= at && end[k] > at).map(named);
      report(
        what,
        () => `${what} has ${inUse} of ${capacity} in use at ${facts.clock.say(at)}: ${holders().join(', ')}`,
      );
    }
  }
}

/** A running step holds its machine from now on, even where its work goes on later. */
const beginsToHold = (facts: Facts, it: StepFact): number =>
  it.open?.startedAt !== undefined && !it.frozen ? Math.min(it.from, facts.problem.now) : it.row.start;

export const capacity: Rules = {
  noMachineOverCapacity,
  noCrewOverItsSize,
  noToolOverItsCount,
  everyStepHasItsMachineAndCrew,
};
