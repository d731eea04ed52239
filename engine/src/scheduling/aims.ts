/**
 * What is weighed beside lateness while a schedule is searched for: moves against the published plan, set-up, stock and
 * work in process. A schedule is judged as it will stand, just in time; so this costs a justification each time, and is
 * done only where the company weighs one of them.
 */
import type { Model } from '../netting/model.ts';
import { FOR_DEMAND, FOR_LINE, PLANNED, WORK } from '../netting/network.ts';
import { DAY } from '../units/clock.ts';
import type { Built } from './construct.ts';
import type { Floor } from './floor.ts';
import type { Jobs } from './jobs.ts';
import type { Outcome } from './outcome.ts';

/** Counts operations that stand elsewhere than people were told. */
export interface Moves {
  count(jobs: Jobs, floor: Floor, built: Built): number;
  /** Gives tasks the turn in which they stand. */
  takeTurns(jobs: Jobs, key: Float64Array): void;
}

export class Aims {
  private readonly model: Model;
  private readonly moves: Moves | undefined;
  /** Minor units a step of each item. */
  private readonly costs: Float64Array;

  /** Undefined: lateness alone counts. */
  static of(model: Model, moves?: Moves): Aims | undefined {
    const { weights } = model;
    const any =
      weights.setupHour > 0 || weights.stockDay > 0 || weights.inOrder || (moves !== undefined && weights.moved > 0);
    return any && model.problem.rules.constrained ? new Aims(model, moves) : undefined;
  }

  private constructor(model: Model, moves: Moves | undefined) {
    this.model = model;
    this.moves = moves;
    this.costs = Float64Array.from(model.catalogue.items, ({ unitCost, decimals }) =>
      unitCost ? unitCost.num / (unitCost.den * 10 ** decimals) : 0,
    );
  }

  /** The outcome with all of them in it. */
  judged(jobs: Jobs, floor: Floor, built: Built, found: Outcome): Outcome {
    const { weights } = this.model;
    const moved = this.moves?.count(jobs, floor, built) ?? 0;
    const setup = setupSeconds(jobs, floor, built) / 3600;
    const stock = this.stockDays(jobs, floor, built, found.dates);
    if (weights.inOrder) return { ...found, rest: [moved, setup, stock] };
    const points = weights.moved * moved + weights.setupHour * setup + weights.stockDay * stock;
    return { ...found, score: found.score + points };
  }

  private stockDays({ network, first }: Jobs, floor: Floor, built: Built, dates: Float64Array): number {
    const { demands, now } = this.model;
    let sum = 0;
    for (let p = 0; p < network.pegSupply.length; p++) {
      const s = network.pegSupply[p]!;
      if ((network.kind[s] !== PLANNED && network.kind[s] !== WORK) || built.dead[s] === 1) continue;
      const cost = this.costs[network.item[s]!]!;
      if (cost === 0) continue;
      const consumer = network.pegConsumer[p]!;
      let at = Math.max(now, built.available[s]!);
      if (network.pegKind[p] === FOR_LINE) at = floor.start[network.lineTask[consumer]!]!;
      if (network.pegKind[p] === FOR_DEMAND) {
        const { shipComplete, due, earliest = -Infinity } = demands[consumer]!;
        at = shipComplete === false ? Math.max(at, due, earliest) : dates[consumer]!;
      }
      const time = at - floor.start[first[s]!]!;
      if (time > 0 && time < Infinity) sum += (cost * network.pegQty[p]! * time) / DAY;
    }
    return sum;
  }
}

/** Set-up of a task in working seconds of its machine, as the plan shows it. */
export function setupOn(jobs: Jobs, floor: Floor, t: number): number {
  const { shop } = jobs.model;
  const parts = floor.partsOf(t);
  if (parts.length > 1) return parts.reduce((sum, part) => sum + setupOn(jobs, floor, part), 0);
  const machine = floor.machine[t]!;
  const setup = floor.setup[t]!;
  // A batch is set up once.
  return machine < 0 ? setup : floor.opens(t) ? shop.scaled(machine, setup) : 0;
}

/** Seconds of set-up on their machines, of all that lives. */
export function setupSeconds(jobs: Jobs, floor: Floor, built: Built): number {
  let sum = 0;
  for (let t = 0; t < jobs.tasks; t++) if (built.dead[jobs.order[t]!] === 0) sum += setupOn(jobs, floor, t);
  return sum;
}
