/** Capacity: sweeps over the starts and ends of what holds each machine, crew and tool. */
import { batches } from './batches.ts';
import type { Facts, StepFact } from './facts.ts';
import { grouped, named } from './facts.ts';
import type { Report, Rule, Rules } from './rule.ts';

/** So much of a resource that a step holds over a time. */
interface Hold {
  readonly it: StepFact;
  readonly from: number;
  readonly to: number;
  readonly load: number;
}

/** No machine runs more steps (or batches) at once than its capacity, at any instant; a step that pauses keeps its machine. */
const noMachineOverCapacity: Rule = (facts, report) => {
  const onMachines = facts.steps.filter((it) => it.machine);
  for (const [id, steps] of grouped(onMachines, (it) => it.row.machine ?? '')) {
    const holds = batches(steps).map((of) => ({
      it: of[0],
      from: Math.min(...of.map((it) => beginsToHold(facts, it))),
      to: Math.max(...of.map((it) => it.row.end)),
      load: 1,
    }));
    sweep(facts, holds, facts.machines.get(id)?.capacity ?? 0, `machine ${id}`, report);
  }
};

/** No crew attends more than it has people, at any instant: from a step's start to its end, or the part of it that it attends. */
const noCrewOverItsSize: Rule = (facts, report) => {
  // A batch is attended once, by as many as the most that one of its steps asks for.
  const ofBatch = batches(facts.steps).map((of) => of.reduce((a, b) => (peopleOf(b) > peopleOf(a) ? b : a)));
  const attended = ofBatch.flatMap((it) =>
    facts.partsOf(it).flatMap(({ crew, from, to, people }, i, parts) => {
      // Who would make a set-up that is made already is not there.
      if (from === to && i + 1 < parts.length) return [];
      const begins = from === it.from ? beginsToHold(facts, it) : from;
      return crew ? [{ crew, hold: { it, from: begins, to, load: people } }] : [];
    }),
  );
  for (const [id, held] of grouped(attended, ({ crew }) => crew.id)) {
    const { size, away } = held[0].crew;
    const holds = held.map(({ hold }) => hold);
    sweep(facts, holds, size, `crew ${id}`, report);
    for (const { from, to, people = size } of away ?? []) {
      // While all are away work pauses, which the calendars see to.
      if (people >= size) continue;
      sweep(facts, within(holds, from, to), size - people, `crew ${id} with ${people} away`, report);
    }
  }
};

/** No tool is held more often than there are pieces of it, at any instant, from a step's start to its end; nor while it is away. */
const noToolOverItsCount: Rule = (facts, report) => {
  const tools = new Map(facts.problem.tools?.map((it) => [it.id, it]));
  const used = facts.steps.flatMap((it) =>
    (it.step?.tools ?? []).map(({ tool, qty = 1 }) => ({ tool, hold: whole(facts, it, qty) })),
  );
  for (const [id, uses] of grouped(used, ({ tool }) => tool)) {
    const holds = uses.map(({ hold }) => hold);
    const tool = tools.get(id);
    sweep(facts, holds, tool?.count ?? 0, `tool ${id}`, report);
    // What runs already was not taken out of the machine.
    const fresh = holds.filter(({ it }) => it.open?.startedAt === undefined || it.frozen);
    for (const { from, to } of tool?.downtime ?? [])
      sweep(facts, within(fresh, from, to), 0, `tool ${id}, which is away,`, report);
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
    if (it.row.setupCrew !== it.step.setupCrew) {
      report(
        named(it),
        () => `${named(it)} is set up by ${it.row.setupCrew ?? 'nobody'}, not by ${it.step?.setupCrew ?? 'its crew'}`,
      );
    }
  }
};

/**
 * Holds in order of start against holds in order of end. Frozen steps cannot be moved, so what they alone, or beside what runs,
 * overload is an exception for people; anything put on top of them is a fault of the plan.
 */
function sweep(facts: Facts, holds: readonly Hold[], capacity: number, what: string, report: Report): void {
  // What has no length holds nothing.
  const held = holds.filter((it) => it.from < it.to);
  const byStart = held.toSorted((a, b) => a.from - b.from);
  const byEnd = held.toSorted((a, b) => a.to - b.to);
  let used = 0;
  let frozenUsed = 0;
  let runningUsed = 0;
  let j = 0;
  byStart.forEach((hold, i) => {
    const at = hold.from;
    for (; j < byEnd.length && byEnd[j].to <= at; j++) {
      used -= byEnd[j].load;
      if (byEnd[j].it.frozen) frozenUsed -= byEnd[j].load;
      if (runs(byEnd[j])) runningUsed -= byEnd[j].load;
    }
    used += hold.load;
    if (hold.it.frozen) frozenUsed += hold.load;
    if (runs(hold)) runningUsed += hold.load;
    // All that starts in one second is counted before it is judged.
    const lastOfItsSecond = i + 1 === byStart.length || byStart[i + 1].from > at;
    const settled = frozenUsed > 0 ? frozenUsed + runningUsed : 0;
    if (!lastOfItsSecond || used <= Math.max(capacity, settled)) return;
    const inUse = used;
    const holders = () => held.filter(({ from, to }) => from <= at && to > at).map(({ it }) => named(it));
    report(what, () => `${what} has ${inUse} of ${capacity} in use at ${facts.clock.say(at)}: ${holders().join(', ')}`);
  });
}

const runs = ({ it }: Hold): boolean => it.open?.startedAt !== undefined && !it.frozen;

const peopleOf = (it: StepFact): number => it.step?.crewSize ?? 1;

const whole = (facts: Facts, it: StepFact, load: number): Hold => ({
  it,
  from: beginsToHold(facts, it),
  to: it.row.end,
  load,
});

/** What of the holds lies in a span. */
const within = (holds: readonly Hold[], from: number, to: number): Hold[] =>
  holds.map((it) => ({ ...it, from: Math.max(from, it.from), to: Math.min(to, it.to) }));

/** A running step holds its machine from now on, even where its work goes on later. */
const beginsToHold = (facts: Facts, it: StepFact): number =>
  it.open?.startedAt !== undefined && !it.frozen ? Math.min(it.from, facts.problem.now) : it.row.start;

export const capacity: Rules = {
  noMachineOverCapacity,
  noCrewOverItsSize,
  noToolOverItsCount,
  everyStepHasItsMachineAndCrew,
};
