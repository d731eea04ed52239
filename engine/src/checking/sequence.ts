/** Sequence: which steps an order has, on which machine each may run, and what must lie between them. */

import { type Facts, named, type StepFact } from './facts.ts';
import { isFedByPeople, runBy, transferBetween } from './overlap.ts';
import type { Rule, Rules } from './rule.ts';
import { stages } from './stages.ts';

/** Nothing new starts before now; what is frozen or already running began when it began. */
const nothingStartsBeforeNow: Rule = (facts, report) => {
  const { now } = facts.problem;
  const early = (what: string, at: number) => {
    if (at < now) report(what, () => `${what} starts at ${facts.clock.say(at)}, before now (${facts.clock.say(now)})`);
  };
  for (const it of facts.steps) {
    if (it.frozen || it.row.start === it.open?.startedAt) continue;
    early(named(it), it.row.start);
  }
  for (const it of facts.orders.values()) if (it.rows.length === 0) early(it.row.id, it.row.start);
  for (const it of facts.moves) early(it.id, it.start);
};

/** Every step that an order has left is planned exactly once, and no other. */
const everyStepIsPlannedOnce: Rule = (facts, report) => {
  for (const { row, work, steps, rows } of facts.orders.values()) {
    const done = new Set(work?.operations?.filter((it) => it.done).map((it) => it.seq));
    const planned = new Map<number, number>();
    for (const [it] of stages({ rows })) planned.set(it.row.seq, (planned.get(it.row.seq) ?? 0) + 1);
    for (const { seq } of steps) {
      const count = planned.get(seq) ?? 0;
      if (count !== 1) report(row.id, () => `${row.id} step ${seq} is planned ${count} times`);
      planned.delete(seq);
    }
    for (const seq of planned.keys()) {
      if (!done.has(seq)) report(row.id, () => `${row.id} step ${seq} does not belong to ${row.item}`);
    }
  }
};

/** A step starts when the goods of the step before it are done, or its first transfer batch is, and its gap has passed; a frozen one when people say. */
const stepsFollowEachOther: Rule = (facts, report) => {
  for (const [before, after] of neighbours(facts)) {
    const lot = transferBetween(before, after);
    // Where it is frozen too soon, `frozenConflictsAreSaid`.
    if (after.frozen || (lot !== undefined && isFedByPeople(after))) continue;
    const handed = lot === undefined ? facts.doneOf(before).low : runBy(facts, before, lot);
    const ready = handed + (before.step?.gapAfter ?? 0);
    if (after.row.start < ready) {
      const { say } = sayer(facts.clock);
      report(
        named(after),
        () => `${named(after)} starts at ${say(after.row.start)}, before ${stepOf(before)} lets it (${say(ready)})`,
      );
    }
  }
};

/** The step after one with a longest gap starts before it is over; what runs or is frozen is people's business. */
const stepsFollowBeforeTheLongestGapIsOver: Rule = (facts, report) => {
  const settled = (it: StepFact) => it.frozen || isFedByPeople(it);
  for (const [before, after] of neighbours(facts)) {
    const longest = before.step?.maxGapAfter;
    if (longest === undefined || settled(before) || settled(after)) continue;
    const by = facts.doneOf(before).high + longest;
    if (after.row.start <= by) continue;
    report(
      named(after),
      () =>
        `${named(after)} starts at ${facts.clock.say(after.row.start)}; ${longest} s after ${stepOf(before)} it must have (${facts.clock.say(by)})`,
    );
  }
};

/** Every row of a step, or part of it, with every one of the step after it. */
export const neighbours = (facts: Facts): (readonly [StepFact, StepFact])[] =>
  [...facts.orders.values()].flatMap((order) => {
    const all = stages(order);
    return all.slice(1).flatMap((after, i) => all[i].flatMap((a) => after.map((b) => [a, b] as const)));
  });

const stepOf = ({ row }: StepFact): string => `step ${row.seq}${row.part ? ` part ${row.part.number}` : ''}`;

/** A step runs on a machine that it names, whatever work centre that is of; on one of its own work centre where it names none. */
const machineMayDoTheStep: Rule = (facts, report) => {
  for (const it of facts.steps) {
    const { machine, step } = it;
    if (!machine || !step) continue;
    const allowed =
      step.outside === undefined &&
      (step.machines?.length ? step.machines.includes(machine.id) : machine.workCentre === step.workCentre);
    // A person's pin outranks the list: the step is on that machine whatever the routing says.
    if (!allowed && it.open?.machine !== machine.id)
      report(named(it), () => `${named(it)} may not run on ${machine.id}`);
  }
};

/** A step done by a vendor takes the elapsed time that was agreed, and no work of ours. */
const outsideStepsTakeTheirTime: Rule = (facts, report) => {
  for (const it of facts.steps) {
    const outside = it.step?.outside;
    if (outside === undefined || it.frozen) continue;
    const { row } = it;
    const goesOnUntil =
      it.open?.startedAt === undefined ? undefined : Math.max(it.open.startedAt + outside, facts.problem.now);
    if (row.end - row.start !== outside && row.end !== goesOnUntil) {
      report(named(it), () => `${named(it)} takes ${row.end - row.start} s outside, not ${outside} s`);
    }
    if (row.setup !== 0 || (row.run !== 0 && row.run !== row.end - row.start)) {
      report(
        named(it),
        () => `${named(it)} is done outside and says ${row.setup} s of set-up and ${row.run} s of work`,
      );
    }
  }
};

/** An order starts with its first step and ends when the goods of its last are done (or when the gap after it has passed). */
const orderSpansItsSteps: Rule = (facts, report) => {
  for (const { row, rows, steps } of facts.orders.values()) {
    const all = stages({ rows });
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last || all.length !== steps.length) continue;
    const gap = last[0].step?.gapAfter ?? 0;
    const starts = Math.min(...first.map((it) => it.row.start));
    const [low, high] = [
      Math.max(...last.map((it) => facts.doneOf(it).low)),
      Math.max(...last.map((it) => facts.doneOf(it).high)),
    ];
    const ends = (passed: number) => low + passed <= row.end && row.end <= high + passed;
    if (row.start !== starts || !(ends(0) || ends(gap))) {
      const { say } = sayer(facts.clock);
      report(
        row.id,
        () => `${row.id} says ${say(row.start)} to ${say(row.end)}; its steps run from ${say(starts)} to ${say(high)}`,
      );
    }
  }
};

/** A planned order for an item without steps takes the item's make lead time, elapsed. */
const ordersWithoutStepsTakeTheirLeadTime: Rule = (facts, report) => {
  for (const { row, item, work, steps } of facts.orders.values()) {
    if (steps.length > 0 || work) continue;
    const needed = item.makeLeadTime ?? 0;
    if (row.end - row.start !== needed)
      report(row.id, () => `${row.id} takes ${row.end - row.start} s, not ${needed} s`);
  }
};

/** An order for a demand that awaits an event starts the gated step when the event is expected, or later. */
const awaitedEventsGate: Rule = (facts, report) => {
  for (const peg of facts.plan.pegs) {
    if (!peg.consumer.startsWith('demand/')) continue;
    const demand = facts.demands.get(peg.consumer.slice('demand/'.length));
    const event = demand?.awaits === undefined ? undefined : facts.events.get(demand.awaits);
    const order = facts.orders.get(peg.supply);
    if (!demand || !event || !order) continue;
    const gatedFrom = demand.gatedSeq ?? Number.NEGATIVE_INFINITY;
    const gated = stages(order)
      .find(([it]) => it.row.seq >= gatedFrom)
      ?.reduce((a, b) => (b.row.start < a.row.start ? b : a));
    // What runs or is frozen was let through by people.
    if (gated && (gated.frozen || gated.open?.startedAt !== undefined)) continue;
    if (!gated && (demand.gatedSeq !== undefined || order.steps.length > 0 || order.work)) continue;
    const start = gated ? gated.row.start : order.row.start;
    if (start < event.expected) {
      const what = gated ? named(gated) : order.row.id;
      report(
        what,
        () =>
          `${what} starts at ${facts.clock.say(start)}, before ${event.name} (${facts.clock.say(event.expected)}) that ${demand.id} awaits`,
      );
    }
  }
};

/** Nothing new is made inside an item's time fence. */
const timeFenceHolds: Rule = (facts, report) => {
  for (const { row, item, work } of facts.orders.values()) {
    if (item.timeFence === undefined) continue;
    const fence = facts.problem.now + item.timeFence;
    if (!work && row.start < fence) {
      report(
        row.id,
        () =>
          `${row.id} starts at ${facts.clock.say(row.start)}, inside the time fence of ${item.id} (${facts.clock.say(fence)})`,
      );
    }
  }
};

const sayer = (clock: { say(at: number): string }) => ({ say: (at: number) => clock.say(at) });

export const sequence: Rules = {
  nothingStartsBeforeNow,
  everyStepIsPlannedOnce,
  stepsFollowEachOther,
  stepsFollowBeforeTheLongestGapIsOver,
  machineMayDoTheStep,
  outsideStepsTakeTheirTime,
  orderSpansItsSteps,
  ordersWithoutStepsTakeTheirLeadTime,
  awaitedEventsGate,
  timeFenceHolds,
};
