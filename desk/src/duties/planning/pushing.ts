/**
 * Who pushed whom between two plans: a step that begins later than it did stands behind another, on its machine, with its crew, in its
 * order or as what it feeds, which ends there now where it did not. Pure.
 */
import type { StepOf } from './comparison.ts';
import { groupedBy } from './rows.ts';

export interface Placed extends StepOf {
  readonly machine?: string | undefined;
  readonly crew?: string | undefined;
  readonly start: number;
  readonly end: number;
}

export interface Sides<Step> {
  readonly after: readonly Step[];
  /** Where it stood; undefined: the plan before does not have it. */
  readonly stood: (step: Step) => Placed | undefined;
  /** Of the plan after. */
  readonly pegs: readonly { readonly supply: string; readonly consumer: string }[];
}

export interface Pushed<Step, First> {
  readonly first: First;
  readonly step: Step;
  /** Seconds of how much later it is that come of that. */
  readonly part: number;
}

/**
 * By steps that pushed others first, each with what that is called. Answers which of them is behind the work of some orders, at once or
 * through others: of their steps it is told by the one that is latest by it.
 */
export function pushing<Step extends Placed, First>(
  sides: Sides<Step>,
  firsts: ReadonlyMap<Step, First>,
): (orders: Iterable<string>) => Pushed<Step, First> | undefined {
  const ofOrder = groupedBy([...pushedBy(sides, firsts).values()], ({ step }) => step.order as string);
  return (orders) =>
    [...orders]
      .flatMap((order) => ofOrder.get(order) ?? [])
      .filter(({ part }) => part > 0)
      .sort((a, b) => b.part - a.part)[0];
}

/** The steps that pushed others first, and what they pushed. */
export function pushedBy<Step extends Placed, First>(
  { after, stood, pegs }: Sides<Step>,
  firsts: ReadonlyMap<Step, First>,
): ReadonlyMap<Step, Pushed<Step, First>> {
  if (firsts.size === 0) return new Map();
  const delay = (step: Step): number => step.start - (stood(step)?.start ?? step.start);
  const late = (step: Step): number => Math.max(delay(step), step.end - (stood(step)?.end ?? step.end));
  const grouped = (key: (step: Step) => string) =>
    new Map([...groupedBy(after, key)].map(([name, some]) => [name, some.toSorted((a, b) => a.end - b.end)]));
  const [onMachine, ofCrew, inOrder] = [
    grouped(({ machine }) => machine ?? ''),
    grouped(({ crew }) => crew ?? ''),
    grouped(({ order }) => order),
  ];
  const feeding = groupedBy(pegs, ({ consumer }) => consumer);
  const standBefore = (step: Step): readonly Step[] => {
    const all = [
      step.machine === undefined ? undefined : lastBefore(onMachine.get(step.machine)!, step),
      step.crew === undefined ? undefined : lastBefore(ofCrew.get(step.crew)!, step),
      lastBefore(inOrder.get(step.order)!, step),
      ...(feeding.get(step.order) ?? []).map(({ supply }) => lastBefore(inOrder.get(supply) ?? [], step)),
    ].filter((one) => one !== undefined);
    // It would begin no sooner without those that end before another of them.
    const last = all.reduce((most, { end }) => Math.max(most, end), -Infinity);
    return all.filter(({ end }) => end === last);
  };
  /** Seconds by which one that stands before a step now pushes it: into its place, or as much as it is pushed itself. */
  const push = (one: Step, step: Step): number => {
    const [was, of] = [stood(one), stood(step)!];
    const changed = !was || was.machine !== one.machine || one.end > was.end || was.start > of.start;
    return changed ? Math.max(0, one.end - of.start, was ? one.end - was.end : 0) : 0;
  };
  const behind = groupedBy(
    after
      .filter((step) => delay(step) > 0)
      .flatMap((step) =>
        standBefore(step).flatMap((one) => {
          const by = push(one, step);
          // What is pushed an hour did not push another by two days, unless it stands in its place.
          const whole = 2 * by >= delay(step);
          return whole || one.end > stood(step)!.start ? [{ one, step, part: whole ? delay(step) : by }] : [];
        }),
      )
      .filter(({ part }) => part > 0),
    ({ one }) => one,
  );
  const by = new Map<Step, Pushed<Step, First>>();
  for (const [step, first] of firsts) by.set(step, { first, step, part: late(step) });
  for (const [one, { first }] of by)
    for (const { step, part } of behind.get(one) ?? []) if (!by.has(step)) by.set(step, { first, step, part });
  return by;
}

/** The last of some, by their ends, that ends before a step begins. */
function lastBefore<Step extends Placed>(some: readonly Step[], { start }: Placed): Step | undefined {
  let [low, high] = [0, some.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (some[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  return some[low - 1];
}
