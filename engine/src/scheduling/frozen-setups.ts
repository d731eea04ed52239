/** How long what is frozen is set up. */
import type { Jobs } from './jobs.ts';
import { ELAPSED } from './steps.ts';

/**
 * By task and part, seconds at speed 1 that the place of a frozen one leaves for its set-up beside its run, and that of what is
 * frozen in one batch with it: on the same machine that takes batches, from the same start to the same end. 0: it is not frozen.
 */
export function frozenSetups({ model, places, step, qty, pinned, frozenFrom, frozenTo }: Frozen): Float64Array {
  const { shop } = model;
  const { steps } = shop;
  const setups = new Float64Array(places);
  const runs = new Float64Array(places);
  const batched: number[] = [];
  const machineOf = (t: number): number =>
    pinned[t]! >= 0 ? pinned[t]! : (steps.choice[steps.choiceFrom[step[t]!]!] ?? -1);
  const isFrozen = (t: number): boolean =>
    frozenFrom[t]! === frozenFrom[t]! && steps.kind[step[t]!] !== ELAPSED && machineOf(t) >= 0;
  for (let t = 0; t < places; t++) {
    if (!isFrozen(t)) continue;
    const machine = machineOf(t);
    const [num, den] = [shop.machineSpeedNum[machine]!, shop.machineSpeedDen[machine]!];
    runs[t] = steps.heldAt(step[t]!, qty[t]!, 0, num, den);
    if (pinned[t]! >= 0 && shop.batchRoom[machine]! > 0) batched.push(t);
  }
  const byPlace = (a: number, b: number): number =>
    pinned[a]! - pinned[b]! || frozenFrom[a]! - frozenFrom[b]! || frozenTo[a]! - frozenTo[b]!;
  batched.sort(byPlace);
  for (let from = 0, to = 0; from < batched.length; from = to) {
    let longest = 0;
    for (to = from; to < batched.length && byPlace(batched[from]!, batched[to]!) === 0; to++)
      longest = Math.max(longest, runs[batched[to]!]!);
    for (let i = from; i < to; i++) runs[batched[i]!] = longest;
  }
  for (let t = 0; t < places; t++) {
    if (!isFrozen(t)) continue;
    const machine = machineOf(t);
    const times = shop.timesOf(machine, steps.phased[step[t]!] ? -1 : steps.crew[step[t]!]!);
    const work = times.workBetween(frozenFrom[t]!, frozenTo[t]!);
    const left = ((work - runs[t]!) * shop.machineSpeedNum[machine]!) / shop.machineSpeedDen[machine]!;
    setups[t] = Math.max(0, Math.min(steps.setup[step[t]!]!, Math.floor(left)));
  }
  return setups;
}

type Frozen = Pick<Jobs, 'model' | 'places' | 'step' | 'qty' | 'pinned' | 'frozenFrom' | 'frozenTo'>;
