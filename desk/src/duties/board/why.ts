/**
 * What edits by hand do that is looked up once they rest: why orders ship later by them, and how many operations end after their
 * need then. Worked out over the whole plan with the edits in it, as a draft of them would tell it. Pure.
 */
import { applyByHand, type HandEdit, type Plan, type Prepared, type Problem } from '@hotlist/engine';
import type { OffsetTable } from '../../house/clock.ts';
import { suppliesOf } from '../planning/below.ts';
import { pushedOut } from '../planning/closedcause.ts';
import { stepNamed } from '../planning/comparison.ts';
import { downWords } from '../planning/handacts.messages.ts';
import { hoursOf } from '../planning/handhours.ts';
import { movedBy } from '../planning/handmoves.ts';
import { lastDeliveries, orderLatenessIn } from '../planning/lateness.ts';
import { spoken } from '../planning/planning.messages.ts';
import { groupedBy } from '../planning/rows.ts';
import { daysOn, type WorkedDays } from '../planning/workingdays.ts';
import { momentWords } from './axis.ts';
import { ownStepWords, takenWords } from './hand.messages.ts';

/** The plant's days and clock, as the board has them. */
export interface WhyAsked {
  readonly worked: WorkedDays;
  readonly offsets: OffsetTable;
  /** Second 0 of the problem, since 1970. */
  readonly epoch: number;
  readonly today: string;
}

export interface Why {
  /** Operations that end after their need. */
  readonly late: number;
  /** What holds up most each order that ships later than before, a sentence by its demand. */
  readonly causes: Readonly<Record<string, string>>;
}

interface Sides {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly prepared?: Prepared;
}

export function whyOf({ problem, plan, ...options }: Sides, edits: readonly HandEdit[], asked: WhyAsked): Why {
  const after = applyByHand(problem, plan, edits, options);
  const before = lastDeliveries(plan);
  const causeOf = causesIn(plan, after.plan, edits, (second) =>
    momentWords(asked.epoch + second, asked.offsets, asked.today),
  );
  const causes: Record<string, string> = {};
  for (const one of lastDeliveries(after.plan).values()) {
    const was = before.get(one.demand);
    if (!was || !((one.date ?? Infinity) > (was.date ?? Infinity))) continue;
    const cause = causeOf(one);
    if (cause !== undefined) causes[one.demand] = spoken(cause);
  }
  return { late: lateOf(after, asked), causes };
}

type Step = Plan['operations'][number];

/** A step that begins or ends elsewhere than before. */
interface Change {
  readonly was: Step;
  readonly is: Step;
  readonly byHand: boolean;
}

/**
 * What the hand put of an order's own work, or made larger, or put on a machine on which that stood; else what it took a machine out
 * by that pushed it; else who has that machine, else what the plan says. A step of the same order, or of what goes into it, took no
 * machine from it: it comes before.
 */
function causesIn(before: Plan, after: Plan, edits: readonly HandEdit[], moment: (second: number) => string) {
  const stood = new Map(before.operations.map((one) => [stepNamed(one), one]));
  const put = new Set(movedBy(edits, before.operations, after.operations));
  const changes = after.operations.flatMap((is): Change[] => {
    const was = stood.get(stepNamed(is));
    const still = was?.start === is.start && was.end === is.end && was.machine === is.machine;
    return was && !still ? [{ was, is, byHand: put.has(is) }] : [];
  });
  const [ofOrder, onMachine] = [
    groupedBy(changes, ({ is }) => is.order),
    groupedBy(changes, ({ is }) => is.machine ?? ''),
  ];
  const below = suppliesOf(after.pegs);
  const downs = hoursOf(edits, 0).flatMap(({ kind, of, ...span }) =>
    kind === 'downtime' ? [{ machine: of, spans: [span], ...span }] : [],
  );
  const pushed = pushedOut(
    { after: after.operations, pegs: after.pegs, both: changes.map(({ was, is }) => [was, is] as const) },
    downs,
    ({ machine }, down) => machine === down.machine,
  );
  const only = downs.length === 1 && edits.every(({ kind }) => kind === 'downtime') ? downs[0] : undefined;
  const resized = new Set<string>(edits.flatMap((edit) => (edit.kind === 'resize' ? [edit.order] : [])));
  return ({ demand, reasons }: Plan['deliveries'][number]): string | undefined => {
    const own = below(`demand/${demand}`)
      .flatMap((supply) => ofOrder.get(supply) ?? [])
      .filter(({ was, is }) => is.end > was.end)
      .toSorted((a, b) => b.is.end - a.is.end);
    const moved =
      own.find(({ byHand }) => byHand) ?? own.find(({ was, is }) => resized.has(is.order) && is.run > was.run);
    if (moved) return ownStepWords(moved.is, moment(moved.is.end));
    const takers = own.flatMap(({ was, is }) => {
      const before = new Set([is.order, ...below(is.order)]);
      const there = (onMachine.get(is.machine ?? '') ?? []).filter(
        (one) =>
          is.machine !== undefined && one.is.end <= is.start && one.is.end > was.start && !before.has(one.is.order),
      );
      return there.find(({ byHand }) => byHand) ?? there.toSorted((a, b) => b.is.end - a.is.end)[0] ?? [];
    });
    const taker = takers.find(({ byHand }) => byHand);
    const down = taker ? undefined : (pushed(below(`demand/${demand}`))?.first ?? only);
    if (down) return downWords(down, moment(down.from), moment(down.to));
    const [first] = taker ? [taker] : takers;
    return first ? takenWords(first.is, first.is.machine!, moment(first.is.end)) : reasons[0]?.text;
  };
}

function lateOf({ plan }: Pick<Sides, 'plan'>, { worked, offsets, epoch }: WhyAsked): number {
  const last = plan.operations.reduce((most, { end }) => Math.max(most, end), 0);
  const lateness = orderLatenessIn(plan, daysOn(worked, offsets, epoch, last));
  return plan.operations.reduce((sum, { order }) => sum + Number(lateness(order).lateDays > 0), 0);
}
