/** Co- and by-products, compiled: what an order yields beside its item, and what is ordered for the sake of it. */
import type { Item, Problem } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import type { Ratio } from '../units/units.ts';
import { ratio, times } from '../units/units.ts';
import { lowLevelCodes } from './levels.ts';
import { lotSize, sizesOf } from './lots.ts';

/** One co-product, ready to multiply: its steps per step of the parent. */
export interface Yielded {
  readonly parent: number;
  readonly item: number;
  readonly per: Ratio;
  /** Sequence number of the step whose entering quantity counts. Absent: the good quantity. */
  readonly seq: number | undefined;
}

/** What is yielded by `quantity` steps that enter the step, or are good; nobody counts on half a piece. */
export const yielded = (output: Yielded, quantity: number): number => times(quantity, output.per, 'down');

/** By parent, in order of the items' ids. */
export function compileOutputs(
  problem: Problem,
  index: ReadonlyMap<string, number>,
  items: readonly Item[],
): Yielded[][] {
  const byParent: Yielded[][] = items.map(() => []);
  if (!problem.outputs || problem.outputs.length === 0) return byParent;
  const seqs = new Map<string, Set<number>>();
  for (const { item, seq } of problem.operations) {
    const known = seqs.get(item);
    if (known) known.add(seq);
    else seqs.set(item, new Set([seq]));
  }
  for (const output of problem.outputs) {
    const parent = index.get(output.parent);
    const item = index.get(output.item);
    const say = (text: string) =>
      new ProblemError('outputs', output.parent, `${output.item} as an output of ${output.parent}: ${text}`);
    if (parent === undefined || item === undefined)
      throw say(`item ${parent === undefined ? output.parent : output.item} is not known`);
    if (parent === item) throw say('an order yields its own item anyway. Maybe its quantity belongs in the yield.');
    if (items[parent]!.supply !== 'make') throw say(`${output.parent} is not made, so no order for it yields anything`);
    if (items[item]!.supply === 'phantom') throw say('a phantom is never stocked. Maybe name what it consists of.');
    if (items[item]!.makeToOrder) throw say('it is made to order only, and an output may be left over');
    if (output.seq !== undefined && !seqs.get(output.parent)?.has(output.seq))
      throw say(`${output.parent} has no step ${output.seq}. Maybe leave it out: then the good quantity counts.`);
    if (byParent[parent]!.some((other) => other.item === item)) throw say('it is listed twice. Maybe add the two up.');
    const units = ratio(10 ** items[item]!.decimals, 10 ** items[parent]!.decimals);
    const [num, den] = [output.qtyPer.num * units.num, output.qtyPer.den * units.den];
    if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den))
      throw say(`${output.qtyPer.num}/${output.qtyPer.den} cannot be counted exactly in the steps of both`);
    const per = ratio(num, den);
    byParent[parent]!.push({ parent, item, per, seq: output.seq });
  }
  for (const list of byParent) list.sort((a, b) => a.item - b.item);
  return byParent;
}

/**
 * The output for whose sake its parent is ordered, of items that nothing else supplies: the parent lowest in the structure
 * (its order may not call for another that yields the same), then the one that yields most, then the first by id. Not one
 * that is made to order, which leaves nothing over, nor one whose largest lot yields nothing.
 */
export function onPurpose(
  outputs: readonly (readonly Yielded[])[],
  items: readonly Item[],
  level: Int32Array,
  canBeHad: (item: number) => boolean,
  canBeMade: (item: number) => boolean,
): (Yielded | undefined)[] {
  const all = outputs.flat();
  const lowest = new Int32Array(items.length).fill(-1);
  for (const { parent, item } of all) lowest[item] = Math.max(lowest[item]!, level[parent]!);
  const chosen: (Yielded | undefined)[] = items.map(() => undefined);
  for (const output of all) {
    const { makeToOrder, lot } = items[output.parent]!;
    if (level[output.parent]! < lowest[output.item]! || canBeHad(output.item)) continue;
    const most = lot.fixed ?? lot.max;
    if (!canBeMade(output.parent) || makeToOrder) continue;
    if (most !== undefined && yielded(output, lotSize(most, sizesOf(lot))) < 1) continue;
    const rival = chosen[output.item];
    if (!rival || rival.per.num * output.per.den < output.per.num * rival.per.den) chosen[output.item] = output;
  }
  return chosen;
}

/**
 * Low-level codes with outputs: what yields an item is netted before it; and where an item is had by ordering the parent,
 * what that order draws on, or yields beside, is netted after it.
 */
export function levelsWithOutputs(
  items: readonly Item[],
  below: readonly (readonly number[])[],
  outputs: readonly (readonly Yielded[])[],
  purposes: readonly (Yielded | undefined)[],
): Int32Array {
  const madeOf = below.map((list) => [...list]);
  const netted = below.map((list) => [...list]);
  for (const { parent, item } of outputs.flat()) {
    madeOf[item]!.push(parent);
    netted[parent]!.push(item);
  }
  for (const purpose of purposes) {
    if (!purpose) continue;
    netted[purpose.item]!.push(...below[purpose.parent]!);
    for (const { item: beside } of outputs[purpose.parent]!)
      if (!purposes[beside] && below[beside]!.length === 0 && outputs[beside]!.length === 0)
        netted[purpose.item]!.push(beside);
  }
  const fault = (path: readonly string[]) =>
    new ProblemError(
      'outputs',
      path[0]!,
      `what an order yields goes into what yields it: ${path.join(' → ')}. Maybe take what comes back off the scrap of the bill instead.`,
    );
  lowLevelCodes(items, madeOf, fault);
  return lowLevelCodes(items, netted, fault);
}
