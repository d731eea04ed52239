/** Work in progress and frozen work: what people and the floor have settled is not the planner's to change. */

import type { OpenPart, Span } from '../planning/problem.ts';
import type { Facts, StepFact } from './facts.ts';
import { grouped, named } from './facts.ts';
import { supplyOf } from './ledger.ts';
import type { Rule, Rules } from './rule.ts';
import { neighbours } from './sequence.ts';

/** The part of a step that stays in parts which this is; one alone is the first. Without capacity there are none. */
const partOf = ({ row, open }: StepFact, { problem }: Facts): OpenPart | undefined =>
  problem.rules.constrained ? open?.parts?.[(row.part?.number ?? 1) - 1] : undefined;

/** When a step is frozen, or the part of one that this is. */
export const frozenSpan = (it: StepFact, facts: Facts): Span | undefined =>
  it.open?.frozen && (partOf(it, facts)?.frozen ?? it.open.frozen);

/** A frozen step stays on its machine from the second to the second where it was. */
const frozenStaysWhereItIs: Rule = (facts, report) => {
  for (const it of facts.steps) {
    const { row } = it;
    const span = frozenSpan(it, facts);
    if (!span) {
      if (row.frozen) report(named(it), () => `${named(it)} calls itself frozen, and is not`);
      continue;
    }
    const moved = row.start !== span.from || row.end !== span.to;
    if (moved) {
      const { clock } = facts;
      report(
        named(it),
        () =>
          `${named(it)} is frozen at ${clock.say(span.from)} to ${clock.say(span.to)} and was moved to ${clock.say(row.start)}`,
      );
    }
    if (!row.frozen) report(named(it), () => `${named(it)} is frozen and does not say so`);
  }
};

/** A step that runs, is frozen or pinned stays on its machine. */
const pinnedStaysOnItsMachine: Rule = (facts, report) => {
  for (const it of facts.steps) {
    const pinned = partOf(it, facts)?.machine ?? it.open?.machine;
    const free = it.row.machine === undefined && !facts.problem.rules.constrained;
    if (pinned !== undefined && it.row.machine !== pinned && !free) {
      report(named(it), () => `${named(it)} belongs on ${pinned} and is planned on ${it.row.machine ?? 'no machine'}`);
    }
  }
};

/** A finished step is never planned again. */
const finishedStepsStayFinished: Rule = (facts, report) => {
  for (const { row, work, rows } of facts.orders.values()) {
    const done = new Set(work?.operations?.filter((it) => it.done).map((it) => it.seq));
    for (const it of rows) {
      if (done.has(it.row.seq)) report(row.id, () => `${row.id} step ${it.row.seq} is finished and planned again`);
    }
  }
};

/** Every open work order is in the plan, or a message says what is wrong with it. */
const everyOpenWorkOrderIsPlanned: Rule = (facts, report) => {
  const mentioned = new Set(facts.plan.messages.map((it) => it.supply));
  for (const it of facts.problem.workOrders) {
    const id = `work/${it.id}`;
    if (!facts.orders.has(id) && !mentioned.has(id)) report(id, () => `${id} is open and not in the plan`);
  }
};

/** An open work order is planned for its own item and exactly what it has still to bring. */
const workOrdersKeepTheirQuantity: Rule = (facts, report) => {
  for (const { row, work } of facts.orders.values()) {
    if (!work) continue;
    if (row.item !== work.item) report(row.id, () => `${row.id} is for ${work.item} and is planned as ${row.item}`);
    if (row.qty !== work.qtyOpen)
      report(row.id, () => `${row.id} is planned for ${row.qty}, and has ${work.qtyOpen} open`);
  }
};

/** A step frozen before the one before it is done, or on a machine that is full of frozen ones, is people's exception, and told. */
const frozenConflictsAreSaid: Rule = (facts, report) => {
  const { clock, plan, problem } = facts;
  const said = new Set(plan.messages.filter((it) => it.kind === 'time-fence-conflict').map(atOf));
  const tell = (it: StepFact, why: () => string): void => {
    if (!said.has(atOf({ supply: it.row.order, from: it.row.start })))
      report(named(it), () => `${named(it)} is frozen at ${clock.say(it.row.start)}, ${why()}, and no message says so`);
  };
  for (const [before, after] of neighbours(facts)) {
    const ready = facts.doneOf(before).low + (before.step?.gapAfter ?? 0);
    if (after.frozen && ready > Math.max(after.row.start, problem.now))
      tell(after, () => `before step ${before.row.seq} lets it (${clock.say(ready)})`);
  }
  for (const [order, ofItem] of facts.pegged)
    for (const it of facts.orders.get(order)?.rows ?? []) {
      if (!it.frozen) continue;
      const pegs = [...ofItem.values()].flat().filter((peg) => peg.at === it.row.start);
      const late = pegs.find((peg) => (supplyOf(facts.supplies, peg)?.ready ?? 0) > Math.max(peg.at, problem.now));
      if (late) tell(it, () => `before ${late.supply} with its ${late.item} is there`);
    }
  const onMachines = facts.steps.filter((it) => (it.frozen || it.open?.startedAt !== undefined) && it.machine);
  for (const [id, steps] of grouped(onMachines, (it) => it.row.machine ?? ''))
    for (const it of steps) {
      const { machine, row } = it;
      if (!it.frozen || row.start >= row.end) continue;
      const alike = (one: StepFact): boolean =>
        machine?.batch !== undefined && one.row.start === row.start && one.row.end === row.end;
      const begins = (one: StepFact): number => (one.frozen ? one.row.start : problem.now);
      // Of those that begin at once any may be the one that is told.
      const beside = steps.filter(
        (one) => one !== it && begins(one) < row.start && one.row.end > row.start && !alike(one),
      );
      if (beside.length >= (machine?.capacity ?? 1)) tell(it, () => `on ${id} beside ${beside.map(named).join(', ')}`);
    }
};

const atOf = ({ supply, from }: { readonly supply: string; readonly from?: number }): string => `${supply} ${from}`;

export const frozen: Rules = {
  frozenConflictsAreSaid,
  frozenStaysWhereItIs,
  pinnedStaysOnItsMachine,
  finishedStepsStayFinished,
  everyOpenWorkOrderIsPlanned,
  workOrdersKeepTheirQuantity,
};
