/**
 * Why a draft by hand ships an order later than the version that it was made of: the step that a person moved, not the queue or the
 * closed hours that it stands behind now. What held the order up before goes on to, for as long as it did. Where hours or orders were
 * changed too, what of it they did is the plan's to say, and the hand is named beside that for its own part. Pure.
 */
import type { HandEdit, Plan } from '@hotlist/engine';
import { suppliesOf } from './below.ts';
import { stepNamed } from './comparison.ts';
import { movedByHand } from './handacts.messages.ts';
import { movedBy } from './handmoves.ts';
import { lastDeliveries } from './lateness.ts';
import { pushedBy } from './pushing.ts';
import { groupedBy } from './rows.ts';
import type { WorkingDays } from './workingdays.ts';

const day = 86_400;
const places: ReadonlySet<HandEdit['kind']> = new Set(['move', 'swap', 'pull-forward', 'lock', 'stand']);

/** All that they do is say where steps stand: hours, orders and what is frozen are as they were. */
const onlyPlace = (edits: readonly HandEdit[]): boolean => edits.every(({ kind }) => places.has(kind));

interface Sides {
  readonly before: Plan;
  readonly after: Plan;
}

type Delivery = Plan['deliveries'][number];
type Operation = Plan['operations'][number];

/** `say`: the sentence for a step that stands there now and makes an order so many seconds later, which ships then. */
export function namingTheHand(
  { before, after }: Sides,
  edits: readonly HandEdit[],
  say: (step: Operation, seconds: number, ships: number) => string,
): Plan {
  const moved = movedBy(edits, before.operations, after.operations);
  if (moved.length === 0) return after;
  const alone = onlyPlace(edits);
  const last = lastDeliveries(before);
  const causeOf = causes({ before, after }, moved, alone);
  return {
    ...after,
    deliveries: after.deliveries.map((one) => {
      const was = last.get(one.demand);
      const later = was?.date === undefined || one.date === undefined ? 0 : one.late - was.late;
      const cause = later > 0 ? causeOf(one) : undefined;
      if (!cause) return one;
      const { order, seq } = cause.step;
      const seconds = alone ? later : Math.min(later, cause.part);
      const hand = {
        kind: 'by-hand' as const,
        what: order,
        order,
        seq,
        until: one.date!,
        seconds,
        text: say(cause.step, seconds, one.date!),
      };
      const others = alone ? was!.reasons : one.reasons;
      return { ...one, reasons: [hand, ...others].sort((a, b) => b.seconds - a.seconds) };
    }),
  };
}

interface ByWhom {
  readonly who: string;
  /** A second of the plan as it is told. */
  readonly moment: (second: number) => string;
  readonly days: WorkingDays;
}

/** The plan after with who moved a step named where that makes an order later. */
export const namingWho = (sides: Sides, edits: readonly HandEdit[], { who, moment, days }: ByWhom): Plan =>
  namingTheHand(sides, edits, ({ order, seq, start }, seconds, ships) =>
    movedByHand({ who, order, seq, to: moment(start), late: workedLate(seconds, ships, days) }),
  );

/** Told as lateness is beside it, days as they are worked: a weekend makes nothing later. Hours pass as they do. */
export function workedLate(seconds: number, ships: number, days: WorkingDays): number {
  const worked = seconds < day / 10 ? 0 : (days(ships) - days(ships - seconds)) * day;
  return worked || seconds;
}

interface Cause {
  readonly step: Operation;
  /** Seconds: how much later its end is, or how long the order waits for it. */
  readonly part: number;
}

/**
 * What pushed the step with which an order is done: moved itself, at once or by others that it pushed; else what its work stands behind
 * for longer than it did. Its own work that was moved is no cause where something else ends after it. Where nothing else was done it is its
 * own work that ends later, or the only one that was moved.
 */
function causes(
  { before, after }: Sides,
  moved: readonly Operation[],
  alone: boolean,
): (delivery: Delivery) => Cause | undefined {
  const below = suppliesOf(after.pegs);
  const steps = new Map(before.operations.map((one) => [stepNamed(one), one]));
  const stood = (step: Operation) => steps.get(stepNamed(step));
  const last = lastDeliveries(before);
  const done = lastSteps(after);
  const put = moved
    .map((step): Cause => ({ step, part: step.end - (stood(step)?.end ?? step.end) }))
    .sort((a, b) => b.step.end - a.step.end);
  let pushed: ReturnType<typeof pushedBy<Operation, Operation>> | undefined;
  return ({ demand, reasons }) => {
    pushed ??= pushedBy(
      { after: after.operations, stood, pegs: after.pegs },
      new Map(moved.map((step) => [step, step])),
    );
    const through = done(demand)
      .flatMap((step) => pushed!.get(step) ?? [])
      .find(({ part }) => part > 0);
    if (through) return { step: through.first, part: through.part };
    const orders = new Set(below(`demand/${demand}`));
    const own = alone ? put.find(({ step, part }) => part > 0 && orders.has(step.order)) : undefined;
    if (own) return own;
    for (const { behind, seconds } of reasons) {
      const step = moved.find((one) => isStep(one, behind));
      const grew = seconds - (last.get(demand)?.reasons.find((one) => isStep(step, one.behind))?.seconds ?? 0);
      if (step && grew > 0) return { step, part: grew };
    }
    return alone && put.length === 1 ? put[0] : undefined;
  };
}

type Named = Pick<Operation, 'order' | 'seq'> | undefined;
const isStep = (one: Named, other: Named): boolean =>
  one !== undefined && one.order === other?.order && one.seq === other.seq;

/** The last step of each order that a demand draws on itself, that which ends last before the others. */
function lastSteps({ operations, pegs }: Plan): (demand: string) => readonly Operation[] {
  const lasts = new Map<string, Operation>();
  for (const one of operations) {
    const known = lasts.get(one.order);
    if (!known || known.end < one.end) lasts.set(one.order, one);
  }
  const drawn = groupedBy(pegs, ({ consumer }) => consumer as string);
  return (demand) => {
    const steps = (drawn.get(`demand/${demand}`) ?? []).flatMap(({ supply }) => lasts.get(supply) ?? []);
    const end = steps.reduce((most, one) => Math.max(most, one.end), -Infinity);
    return steps.filter((one) => one.end === end);
  };
}
