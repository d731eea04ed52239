/**
 * The plan that people work to, as the search for another one sees it: how many operations would move, and in which turn
 * they stand now.
 */
import type { Model } from '../netting/model.ts';
import { openName, WORK } from '../netting/network.ts';
import type { Moves } from '../scheduling/aims.ts';
import type { Built } from '../scheduling/construct.ts';
import type { Floor } from '../scheduling/floor.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import type { Plan } from './plan.ts';
import { byKin, kinOf, moveCounts, type Stand, strays } from './twins.ts';

export class Published implements Moves {
  private readonly model: Model;
  /** Where operations of each kin stand. */
  private readonly stands: Stand[][] = [];
  private readonly index = new Map<string, number>();
  private readonly kin = new WeakMap<Jobs, Int32Array>();

  constructor(model: Model, plan: Pick<Plan, 'operations'>) {
    this.model = model;
    for (const [key, list] of byKin(plan.operations)) {
      this.index.set(key, this.stands.length);
      this.stands.push(list.toSorted((a, b) => a.start - b.start));
    }
  }

  count(jobs: Jobs, floor: Floor, built: Built): number {
    const { now, shop, weights } = this.model;
    const after: Stand[][] = this.stands.map(() => []);
    const kin = this.kinOf(jobs);
    for (let t = 0; t < jobs.tasks; t++) {
      const k = kin[t]!;
      if (k < 0 || built.dead[jobs.order[t]!] === 1) continue;
      for (const part of floor.partsOf(t)) {
        const machine = floor.machine[part]!;
        after[k]!.push({ start: floor.start[part]!, machine: machine < 0 ? undefined : shop.machineIds[machine]! });
      }
    }
    let sum = 0;
    this.stands.forEach((before, k) => {
      for (const [from, to] of strays(before, after[k]!)) sum += moveCounts(from, to, now, weights.movedTolerance);
    });
    return sum;
  }

  /** Each task takes the turn in which its counterpart stands; what has none keeps its own. */
  takeTurns(jobs: Jobs, key: Float64Array): void {
    const tasks: number[][] = this.stands.map(() => []);
    this.kinOf(jobs).forEach((k, t) => {
      if (k >= 0) tasks[k]!.push(t);
    });
    tasks.forEach((list, k) => {
      list.sort((a, b) => key[a]! - key[b]! || a - b);
      const stands = this.stands[k]!;
      for (let i = 0; i < Math.min(list.length, stands.length); i++) key[list[i]!] = stands[i]!.start;
    });
  }

  private kinOf(jobs: Jobs): Int32Array {
    const known = this.kin.get(jobs);
    if (known) return known;
    const { network } = jobs;
    const { items } = this.model.catalogue;
    const { seq } = this.model.shop.steps;
    const found = Int32Array.from(jobs.order.subarray(0, jobs.tasks), (s, t) => {
      const order = network.kind[s] === WORK ? openName(this.model, network, s) : '';
      const item = items[network.item[s]!]!.id;
      return this.index.get(kinOf({ order, item, seq: seq[jobs.step[t]!]! })) ?? -1;
    });
    this.kin.set(jobs, found);
    return found;
  }
}
