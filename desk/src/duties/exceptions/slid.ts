/**
 * When open steps end by what really happened: as published, slid only as far as reality forces. Pure. What was chosen since,
 * in a draft or a plan that nobody published, moves nothing here.
 */
import { worthTelling } from '../attainment/attainment.ts';
import type { Worked } from '../planning/openhours.ts';
import { groupedBy } from '../planning/rows.ts';
import { secondsShut } from './closed.ts';
import type { OpenStep, Reality, Wait } from './exceptions.ts';

export interface Slid {
  readonly end: number;
  /** The step that began it. */
  readonly by: OpenStep;
}

type Facts = Pick<Reality, 'now' | 'worked' | 'steps' | 'draws' | 'waits' | 'downs' | 'closed'>;

/**
 * Steps that end later than published. By themselves: not begun or begun late (from when their start was first published),
 * at work past their end, longer than published, held up by what is missing, down or closed; and by others: the step before them,
 * the order that they draw on, what stands before them on their machine. Of that nothing is held where nobody knows when it begins:
 * another goes first.
 */
export function slidOf({ now, worked, steps, draws, waits, downs, closed }: Facts): ReadonlyMap<OpenStep, Slid> {
  const slid = new Map<OpenStep, Slid>();
  const waitsOf = groupedBy(waits, ({ order }) => order);
  const drawsOf = groupedBy(draws, ({ order }) => order);
  const downsOf = groupedBy(downs, ({ machine }) => machine);
  const shutFor = new Map(closed.map(({ step, shut }) => [step, shut]));
  const lastOf = lastSteps(steps);
  const beforeOf = new Map<string, OpenStep>();
  const aheadOn = machinesLeft(steps);

  // By their published starts whatever pushes a step was looked at before it.
  for (const step of steps.toSorted((a, b) => a.start - b.start || a.seq - b.seq)) {
    const hours = worked(step.machine);
    const shut = shutFor.get(step) ?? [];
    const idle = [...(downsOf.get(step.machine ?? '') ?? []), ...shut];
    const since = Math.max(step.start, step.said);
    const late = hours(since, step.begun ?? (step.state === 'waiting' ? now : since));
    let [start, by] = [late < worthTelling ? step.start : after(hours, step.start, late), step];
    const push = (to: number, whose: OpenStep): void => {
      if (to > step.start && to >= start) [start, by] = [to, whose];
    };
    if (step.state === 'waiting') {
      for (const wait of waitsOf.get(step.order) ?? []) if (gates(wait, step)) push(there(wait, hours), step);
      const before = beforeOf.get(step.order);
      const pushed = before && slid.get(before);
      // What was published to begin before the other's end still begins so long before it.
      if (pushed) push(pushed.end + Math.min(0, step.start - before.end), pushed.by);
      const ahead = slid.get(aheadOn(step)!);
      if (ahead && Number.isFinite(ahead.end)) push(ahead.end, ahead.by);
      for (const { from, at, ends } of drawsOf.get(step.order) ?? []) {
        const last = lastOf.get(from);
        const pushed = last && slid.get(last);
        if (pushed && at <= step.start) push(ends + pushed.end - last.end, pushed.by);
      }
      for (const { from, to } of idle) if (from <= start) push(to, step);
    }
    const more = step.more + secondsShut(shut, step, hours);
    let end = start > step.start || more > 0 ? after(hours, start, hours(step.start, step.end) + more) : step.end;
    for (const down of idle)
      if (down.from > start && down.from < end) end = after(hours, end, hours(down.from, down.to));
    if (step.state === 'started') end = Math.max(end, now);
    if (end > step.end) slid.set(step, { end, by });
    beforeOf.set(step.order, step);
  }
  return slid;
}

/** Whoever was to leave the machine last before a step; asked by their starts in turn. */
function machinesLeft(steps: readonly OpenStep[]): (step: OpenStep) => OpenStep | undefined {
  const queues = new Map<string | null, { readonly own: readonly OpenStep[]; left: number }>();
  for (const [machine, own] of groupedBy(steps, (step) => step.machine))
    queues.set(machine, { own: own.sort((a, b) => a.end - b.end), left: 0 });
  return ({ machine, start }) => {
    const queue = machine === null ? undefined : queues.get(machine);
    if (!queue) return undefined;
    while (queue.own[queue.left] && queue.own[queue.left]!.end <= start) queue.left += 1;
    return queue.own[queue.left - 1];
  };
}

/** Orders that others draw on and that end after that, by what really happened. */
export function partsLate(
  { steps, draws }: Pick<Reality, 'steps' | 'draws'>,
  slid: ReadonlyMap<OpenStep, Slid>,
): readonly Wait[] {
  const lastOf = lastSteps(steps);
  return draws.flatMap(({ order, from: what, at, ends }): readonly Wait[] => {
    const last = lastOf.get(what);
    const late = last && slid.get(last);
    if (!late) return [];
    const expected = ends + late.end - last.end;
    return [{ kind: 'order-late', order, what, at, expected: Number.isFinite(expected) ? expected : null }];
  });
}

function lastSteps(steps: readonly OpenStep[]): ReadonlyMap<string, OpenStep> {
  const last = new Map<string, OpenStep>();
  for (const step of steps) if (step.seq >= (last.get(step.order)?.seq ?? step.seq)) last.set(step.order, step);
  return last;
}

/** Whether a step waits for it: the step that is named, or all that were published from then on. */
export const gates = ({ seq, at }: Wait, step: OpenStep): boolean =>
  seq === undefined ? at <= step.start : seq === step.seq;

const there = ({ at, expected, seconds }: Wait, hours: Worked): number =>
  seconds === undefined ? (expected ?? Infinity) : after(hours, at, seconds);

/** When so many seconds are worked from then on; what is not worked within sight goes on by the clock. */
function after(hours: Worked, from: number, seconds: number): number {
  if (!Number.isFinite(from + seconds)) return Infinity;
  if (seconds <= 0) return from;
  let [low, high] = [from, from + seconds + sight];
  const most = hours(from, high);
  if (most < seconds) return high + seconds - most;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (hours(from, middle) < seconds) low = middle;
    else high = middle;
  }
  return high;
}

/** Hours are known for so long after all that is published: seconds. */
export const sight = 60 * 86_400;
