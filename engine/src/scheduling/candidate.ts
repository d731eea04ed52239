/** One way to net a factory, compiled for scheduling, with the best order of its tasks that was found so far. */
import type { Model } from '../netting/model.ts';
import type { NettingPolicy } from '../netting/net.ts';
import { net } from '../netting/net.ts';
import type { Aims } from './aims.ts';
import type { Built } from './construct.ts';
import { construct } from './construct.ts';
import { Floor } from './floor.ts';
import { Jobs } from './jobs.ts';
import { justify } from './justify.ts';
import type { Outcome } from './outcome.ts';
import { isLess, outcome } from './outcome.ts';
import { Urgency } from './urgency.ts';

export interface Ranked {
  readonly key: Float64Array;
  readonly outcome: Outcome;
}

export interface Tried {
  readonly built: Built;
  readonly outcome: Outcome;
}

export class Candidate {
  readonly policy: NettingPolicy;
  readonly aims: Aims | undefined;
  readonly jobs: Jobs;
  readonly ready: Float64Array;
  best: Ranked | undefined;
  /** Counted work: of netting, and of everything that was scheduled. */
  readonly netWork: number;
  private onFloor: Floor | undefined;
  private ranked: Urgency | undefined;

  /** `network`: netted so, and exchanged since; absent: as the policy nets. */
  constructor(model: Model, policy: NettingPolicy, aims?: Aims, network = net(model, policy)) {
    this.policy = policy;
    this.aims = aims;
    this.jobs = new Jobs(model, network);
    this.ready = new Float64Array(this.jobs.tasks);
    this.netWork = network.work;
  }

  /** Reckoned when it is asked for: without machines it does not matter what goes first. */
  get urgency(): Urgency {
    this.ranked ??= new Urgency(this.jobs);
    return this.ranked;
  }

  /** Made when the first schedule is: many candidates are judged on an empty floor alone. */
  get floor(): Floor {
    this.onFloor ??= new Floor(this.jobs);
    return this.onFloor;
  }

  /** Builds the schedule in the order of `key` and keeps it if it is the best so far. */
  try(key: Float64Array): Tried {
    const built = construct(this.jobs, this.floor, key, this.ready);
    // Building costs something also where nothing is made on a machine.
    this.floor.work += 1 + this.jobs.tasks;
    const result = this.judged(built, outcome(this.jobs, built));
    if (!this.best || isLess(result, this.best.outcome)) this.best = { key: key.slice(), outcome: result };
    return { built, outcome: result };
  }

  private judged(built: Built, found: Outcome): Outcome {
    if (!this.aims) return found;
    justify(this.jobs, this.floor, built, found.dates, this.ready);
    return this.aims.judged(this.jobs, this.floor, built, found);
  }

  /**
   * Backward and forward, from the best order: every task as late as the dates allow, then all built again in the order
   * of these starts (forward-backward improvement: Valls, Ballestín and Quintanilla 2005). As long as it gets better.
   * What stands on the floor then.
   */
  polish(most: number, going: () => boolean): Tried {
    const key = this.best!.key.slice();
    let stands = this.try(key);
    for (let pass = 0; pass < most && stands.outcome.score > 0 && going(); pass++) {
      const before = stands.outcome;
      justify(this.jobs, this.floor, stands.built, before.dates, this.ready);
      key.set(this.floor.start.subarray(0, this.jobs.tasks));
      stands = this.try(key);
      if (stands.outcome.score >= before.score) break;
    }
    return stands;
  }
}
