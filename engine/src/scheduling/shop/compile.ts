/**
 * A shop as dense numbers. Operations are 0 … n−1; n stands for "none" (no predecessor, no neighbour on the machine),
 * and arrays that are read through such a link have n + 1 places, so that loops need no branch.
 *
 *   operation  predFrom[v] … predFrom[v+1]   → predOp, predGap     (likewise succ…)
 *              modeFrom[v] … modeFrom[v+1]   → modeTime, modeMachine; useFrom[mode] … → useOf, useAmount
 *   goal       goalFrom[g] … goalFrom[g+1]   → goalOp: the operations whose last end counts, with goalDue, goalWeight
 *
 * A makespan is one goal over everything with due date 0 and weight 1; tardiness is a goal a job.
 */
import { counting, LONGEST, placesOf, whole } from './given.ts';
import { goalsOf } from './goals.ts';
import { linked } from './links.ts';
import { modesOf } from './modes.ts';
import { type Shop, ShopError, type ShopResource } from './shop.ts';

export interface Layout {
  readonly shop: Shop;
  readonly n: number;
  readonly predFrom: Int32Array;
  readonly predOp: Int32Array;
  readonly predGap: Int32Array;
  readonly succFrom: Int32Array;
  readonly succOp: Int32Array;
  readonly succGap: Int32Array;
  /** Every operation has at most one predecessor and successor, without gap or release. */
  readonly chain: boolean;
  readonly release: Int32Array;
  readonly modeFrom: Int32Array;
  readonly modeTime: Int32Array;
  readonly useFrom: Int32Array;
  readonly useOf: Int32Array;
  readonly useAmount: Int32Array;
  readonly resources: number;
  readonly capacity: Int32Array;
  /** The first resource of a mode, which is its machine where `disjunctive`. */
  readonly modeMachine: Int32Array;
  /** Every mode holds exactly one resource, and all have capacity 1: then the disjunctive graph says it all. */
  readonly disjunctive: boolean;
  readonly flexible: boolean;
  readonly family: Int32Array;
  readonly families: number;
  /**
   * Where a resource's matrix begins in `setups`, with rows of families + 1; −1 where it has none. The first row of
   * `setups` and the last column of each matrix are zeros: for machines without set-ups, and for "none", whose family is
   * the last one.
   */
  readonly setupFrom: Int32Array;
  readonly setups: Int32Array;
  readonly hasSetups: boolean;
  readonly goals: number;
  readonly goalFrom: Int32Array;
  readonly goalOp: Int32Array;
  readonly goalDue: Float64Array;
  readonly goalWeight: Float64Array;
  /** An order of all operations in which each stands after its predecessors. */
  readonly topological: Int32Array;
}

export function compile(shop: Shop): Layout {
  const { operations } = shop;
  const n = operations.length;
  const { links, gaps, topological } = linked(shop, placesOf(operations, 'operation'));
  const { families, highest, ...setups } = matrices(shop.resources);
  const { modes, longest } = modesOf(shop, placesOf(shop.resources, 'resource'));
  const release = new Int32Array(n);
  const family = new Int32Array(n + 1);
  let latest = 0;
  for (let v = 0; v < n; v++) {
    const { id, release: from, family: own = 0 } = operations[v]!;
    family[v] = own >= 0 && own < families ? own : 0;
    if (from === undefined) continue;
    release[v] = whole(from, id, 'a release');
    if (from > latest) latest = from;
  }
  family[n] = families;
  if (longest + gaps + highest * n + latest > LONGEST)
    throw new ShopError(shop.name, `the times of ${shop.name} add up to more than 2^30`);
  const chain = gaps === 0 && latest === 0 && single(links.predFrom) && single(links.succFrom);
  return {
    shop,
    n,
    chain,
    release,
    family,
    families,
    hasSetups: families > 0,
    ...setups,
    topological: topological ?? (modes.flexible ? counting(n) : modes.modeFrom).subarray(0, n),
    ...links,
    ...modes,
    ...goalsOf(shop, links),
  };
}

function single(from: Int32Array): boolean {
  for (let v = 1; v < from.length; v++) if (from[v]! - from[v - 1]! > 1) return false;
  return true;
}

function matrices(resources: readonly ShopResource[]) {
  const families = resources.reduce((most, one) => Math.max(most, one.setups?.length ?? 0), 0);
  const setupFrom = new Int32Array(resources.length).fill(-1);
  const values = Array.from({ length: families + 1 }, () => 0);
  let highest = 0;
  for (const [at, { id, capacity, setups }] of resources.entries()) {
    if (!setups) continue;
    if (capacity !== 1) throw new ShopError(id, `${id} has set-ups and capacity ${capacity}; set-ups need capacity 1`);
    setupFrom[at] = values.length;
    let most = 0;
    for (const [a, row] of setups.entries()) {
      if (row.length !== setups.length)
        throw new ShopError(id, `row ${a} of the set-ups of ${id} has ${row.length} values, not ${setups.length}`);
      for (let b = 0; b <= families; b++) {
        const value = whole(row[b] ?? 0, id, 'a set-up');
        most = Math.max(most, value);
        values.push(value);
      }
    }
    highest += most;
  }
  return { families, setupFrom, setups: Int32Array.from(values), highest };
}
