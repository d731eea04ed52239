/**
 * A plan under a problem that changed: what is left of it, what is missing netted, ready to be mended with more or less
 * freedom. One situation may be mended several times; the best answer by the objective, moves counted, is kept.
 */
import { Model } from '../netting/model.ts';
import type { Network } from '../netting/network.ts';
import { restoreNeeds } from '../netting/wishes.ts';
import type { Built } from '../scheduling/construct.ts';
import { Jobs } from '../scheduling/jobs.ts';
import type { Outcome } from '../scheduling/outcome.ts';
import { leavesAt, outcome } from '../scheduling/outcome.ts';
import { Urgency } from '../scheduling/urgency.ts';
import { postpone } from './late.ts';
import { patch } from './patch.ts';
import type { Plan } from './plan.ts';
import type { PlanRows } from './plan-rows.ts';
import type { Problem } from './problem.ts';
import { type Freedom, type Mended, mend } from './repair.ts';
import { type Asked, Standing } from './standing.ts';
import { moveCounts } from './twins.ts';
import type { Base } from './undisturbed.ts';

export interface Answer {
  readonly mended: Mended;
  readonly outcome: Outcome;
  /** Tasks that stand elsewhere than in the plan. */
  readonly moved: number;
  /** Lateness and moves, each as often as it counts, in one number; smaller is better. */
  readonly score: number;
}

export class Situation {
  readonly model: Model;
  readonly standing: Standing;
  readonly jobs: Jobs;
  readonly rows: PlanRows;
  /** Something is not known any more, or cannot be had: only a plan from nothing can say what then. */
  readonly sound: boolean;

  /** The plan of `rows` under a problem that changed since. */
  static of(problem: Problem, rows: PlanRows, asked: Asked = {}): Situation {
    const standing = new Standing(new Model(problem), rows, asked);
    standing.read();
    return new Situation(standing, rows);
  }

  private ranked: Urgency | undefined;
  private readonly from: Pick<Freedom, 'standsOn' | 'changed'>;
  private readonly network: Network;

  /** `standing` was read and is finished here; `standsOn`: a floor on which everything that it knew stands, but for machines that `changed`. */
  constructor(
    standing: Standing,
    rows: PlanRows,
    standsOn?: Base,
    changed?: ReadonlySet<number>,
    network = standing.finish(),
  ) {
    this.rows = rows;
    this.standing = standing;
    this.from = { standsOn, changed };
    this.model = standing.of;
    this.network = network;
    this.sound = !standing.foreign && network.shorts.length === 0;
    this.letStand();
    this.jobs = new Jobs(this.model, network);
  }

  /** The same with pegs of its own: there consumers may change suppliers. */
  withOwnPegs(): Situation {
    return this.drawnOn(this.ownPegs());
  }

  /** A copy of who draws on what. */
  ownPegs(): Network {
    return this.network.withOwnPegs();
  }

  /** The same after consumers changed suppliers. */
  exchanged(): Situation {
    if (!this.network.exchanged) return this;
    return this.drawing(this.network);
  }

  /** The same where consumers draw on what they do there. */
  drawing(network: Network): Situation {
    restoreNeeds(this.model, network);
    return this.drawnOn(network);
  }

  private drawnOn(network: Network): Situation {
    const { standsOn, changed } = this.from;
    return new Situation(this.standing, this.rows, standsOn, changed as ReadonlySet<number> | undefined, network);
  }

  /** Reckoned when something is to be placed: a plan that stands as it is needs none. */
  get urgency(): Urgency {
    this.ranked ??= new Urgency(this.jobs);
    return this.ranked;
  }

  mend(freedom: Freedom = {}): Answer | undefined {
    const { jobs, standing } = this;
    const mended = mend(jobs, standing, (t) => this.urgency.keyOf(t), { ...this.from, ...freedom });
    if (!mended) return undefined;
    const answer = this.weighed(mended);
    return this.spoils(answer) ? undefined : answer;
  }

  /** What a schedule means for the demands, and what moved. */
  weighed(mended: Mended): Answer {
    const found = this.outcomeOf(mended.built);
    let moved = 0;
    let counted = 0;
    for (let t = 0; t < this.jobs.tasks; t++) {
      if (mended.touched[t] === 0 || !this.elsewhere(mended, t)) continue;
      moved++;
      counted += this.moveCounts(t, mended.floor.start[t]!, mended.floor.machine[t]!);
    }
    return { mended, outcome: found, moved, score: found.score + this.model.weights.moved * counted };
  }

  /** How often it counts, as in the objective, that a task stands there and not where it stood. */
  moveCounts(t: number, start: number, machine: number): number {
    const { standing, model } = this;
    const name = (of: number) => (of < 0 ? undefined : model.shop.machineIds[of]!);
    const before = { start: standing.start[t]!, machine: name(standing.machine[t]!) };
    return moveCounts(before, { start, machine: name(machine) }, model.now, model.weights.movedTolerance);
  }

  /** What a schedule means for the demands; what the plan could not date stays so. */
  outcomeOf(built: Built): Outcome {
    const found = outcome(this.jobs, built);
    this.leaveUndated(found.dates);
    return found;
  }

  /** New work as late as its dates allow. */
  postpone({ mended, outcome }: Answer): void {
    if (!this.model.problem.rules.constrained) return;
    const { start } = this.standing;
    const isNew = (t: number) => !(start[t]! === start[t]!);
    postpone(this.jobs, this.urgency, mended.floor, mended.built, outcome.dates, isNew);
  }

  planOf({ mended, outcome }: Answer): Plan {
    return patch(this.jobs, this.standing, mended, outcome.dates, this.rows);
  }

  /** Stood somewhere in the plan and stands elsewhere now. */
  elsewhere({ floor }: Mended, t: number): boolean {
    const { start, machine } = this.standing;
    const stood = start[t]!;
    return stood === stood && (floor.start[t]! !== stood || floor.machine[t]! !== machine[t]!);
  }

  /** Neither frozen nor running. */
  mayMove(t: number): boolean {
    const { jobs } = this;
    return jobs.running[t] === 0 && !(jobs.frozenFrom[t]! === jobs.frozenFrom[t]!);
  }

  /** An order that stands may stay where it is: a rule about early starts does not move it. */
  private letStand(): void {
    const { earliness } = this.model.problem.rules;
    if (earliness === undefined) return;
    const { standing } = this;
    const { network } = this;
    for (let s = 0; s < network.supplies; s++) {
      const stood = standing.start[network.taskFrom[s]!];
      if (network.tasks[s]! > 0 && stood !== undefined && stood === stood)
        network.need[s] = Math.min(network.need[s]!, stood + earliness);
    }
  }

  /** Of what the plan could not date, nothing is dated now. */
  private leaveUndated(dates: Float64Array): void {
    for (const [demand] of this.rows.undated) {
      const d = this.model.demandIndex.get(demand);
      if (d !== undefined && !this.standing.retried(demand)) dates[d] = Infinity;
    }
  }

  /** Something from the shelf would expire before it ships. */
  private spoils({ mended, outcome }: Answer): boolean {
    const { network } = this.jobs;
    for (const p of network.shelved) {
      const s = network.pegSupply[p]!;
      const date = leavesAt(this.jobs, mended.built, outcome.dates, network.pegConsumer[p]!, s);
      if (date < Infinity && date >= network.expires[s]!) return true;
    }
    return false;
  }
}
