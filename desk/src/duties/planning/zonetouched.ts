/** What of a plan changes the work of another's frozen zone. Pure, over paired operations. */
import type { Both, ByHandOf, Pair, Step } from './comparison.ts';
import { groupedBy } from './rows.ts';

const nobody: ByHandOf = () => undefined;

/**
 * Operations of the frozen zone that are on another machine now, that leave it or were put later by hand, that others of it have
 * overtaken, or that come in before one of them. What only slides behind, in it or out of it, is no change, nor what comes in behind all
 * of a machine's work there or where there is none: a machine's work in its old order is what people expect. Each by its row in the newer plan. Source: RULES "Frozen zone".
 */
export function touchedInZone(pairs: readonly Pair[], until: number, byHand = nobody): ReadonlySet<Step> {
  const touched = new Set<Step>();
  const places: { readonly was: number; readonly step: Step }[] = [];
  const leaving: Both[] = [];
  const comes = (step: Step, was: number): void => {
    // What is done outside stands behind nobody.
    if (step.machine !== undefined) places.push({ was, step });
  };
  for (const [before, after] of pairs) {
    if (!after) continue;
    const stood = before !== undefined && before.start < until;
    if (!stood) {
      if (after.start < until) comes(after, Infinity);
    } else if (before.machine !== after.machine) touched.add(after);
    else {
      const hand = byHand(after);
      if (hand === 'put' && after.start > before.start) touched.add(after);
      else if (hand === undefined && after.start >= until) leaving.push([before, after]);
      else comes(after, before.start);
    }
  }
  const isBehind = behindIn(pairs, leaving);
  for (const [before, after] of leaving) {
    if (isBehind(before, after)) comes(after, before.start);
    else touched.add(after);
  }
  for (const line of groupedBy(places, ({ step }) => step.machine).values()) {
    line.sort((a, b) => a.step.start - b.step.start || a.was - b.was);
    const stood = line.filter(({ was }) => was < Infinity);
    const inOrder = longestRising(stood.map(({ was }) => was));
    for (const [n, { step }] of stood.entries()) if (!inOrder.has(n)) touched.add(step);
    const last = stood.at(-1);
    const before = last ? line.findIndex(({ step }) => step === last.step) : 0;
    for (const { was, step } of line.slice(0, before)) if (was === Infinity) touched.add(step);
  }
  return touched;
}

type Standing = readonly [before: Step | undefined, after: Step];

/**
 * Whether one of some operations begins later because what comes before it does: work of its machine that stood before it or came there,
 * or an earlier step of its order, takes the time at which it was to begin.
 */
function behindIn(pairs: readonly Pair[], some: readonly Both[]): (before: Step, after: Step) => boolean {
  const machines = new Map(some.map(([, { machine }]): [string | undefined, Standing[]] => [machine, []]));
  const orders = new Map(some.map(([, { order }]): [string, Standing[]] => [order, []]));
  if (some.length > 0)
    for (const [was, is] of pairs) {
      if (!is) continue;
      machines.get(is.machine)?.push([was, is]);
      orders.get(is.order)?.push([was, is]);
    }
  const turns = new Map([...machines].map(([machine, theirs]) => [machine, inTurn(theirs)]));
  return (before, after) => {
    const takes = ([was, is]: Standing): boolean =>
      is.start <= after.start && is.end > before.start && !(was && was.machine === is.machine && was.end >= is.end);
    const stoodLater = ([was]: Standing): boolean =>
      was !== undefined && was.machine === before.machine && was.start >= before.start;
    return (
      (after.machine !== undefined &&
        turns.get(after.machine)!(before.start, after.start).some((one) => takes(one) && !stoodLater(one))) ||
      orders.get(after.order)!.some((one) => takes(one) && one[1].seq < after.seq)
    );
  };
}

/** Of a machine's work, what may stand there from one moment to another. */
function inTurn(work: readonly Standing[]): (from: number, to: number) => readonly Standing[] {
  const line = work.toSorted(([, a], [, b]) => a.start - b.start);
  const longest = line.reduce((most, [, { start, end }]) => Math.max(most, end - start), 0);
  const firstAfter = (moment: number): number => {
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (line[middle]![1].start <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (from, to) => line.slice(firstAfter(from - longest - 1), firstAfter(to));
}

/** Places of a longest sequence that never falls. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const parent: number[] = [];
  values.forEach((value, n) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    parent[n] = ends[low - 1] ?? -1;
    ends[low] = n;
  });
  const places = new Set<number>();
  for (let n = ends.at(-1) ?? -1; n >= 0; n = parent[n] ?? -1) places.add(n);
  return places;
}
