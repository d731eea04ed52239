/**
 * Makes a schedule better within a budget of counted work. Two kinds of nudges in turn, each to a few late demands:
 *
 * - what is made for them goes earlier (now and then later) on the floor;
 * - they come earlier or later when supply is handed out, and netting is done again. What is scarce is scarce for
 *   somebody: this decides for whom. A netting that is worse on an empty floor is not scheduled at all.
 *
 * A nudge that does not make things worse is kept. It ends with the budget, or where it has found nothing better for
 * long: a small factory leaves little to be found. Anytime; the same for the same problem, seed and budget.
 */
import type { Model } from '../netting/model.ts';
import { Network } from '../netting/network.ts';
import type { PlanOptions } from '../planning/plan.ts';
import { DAY } from '../units/clock.ts';
import { Dice } from '../units/dice.ts';
import { Candidate } from './candidate.ts';
import { carried } from './carry.ts';
import type { Floor } from './floor.ts';
import { costOf, isLess, type Outcome } from './outcome.ts';
import { build, type Found } from './search.ts';
import { Windows } from './windows.ts';

/** What a result must keep to beside being better: see `agrees`. */
export type Agrees = (scheduled: Pick<Found, 'jobs' | 'floor' | 'built' | 'outcome'>) => boolean;

/** A nudge moves up to three demands, and where many are late up to a fiftieth of them: each judgement costs more there. */
const FEW = 3;
const SHARE = 50;
/** So much worse may a schedule be before it is pushed back and forth to see what it is worth. */
const WORTH_POLISHING = 1.03;
const POLISHES = 2;
/** One nudge of so many is on the floor, the others hand supply out anew. */
const NETTING_OF = 4;
/** Where set-up, stock or moves count too, one of so many is for them. */
const ASIDE_OF = 3;
/** So many tasks change their turn in such a nudge. */
const TIDIED = 4;

/** From so many tasks on, building anew for each nudge costs too much: improvement goes piece by piece. */
const LARGE = 20_000;
/** Below, it goes piece by piece when so many times the tasks have been spent, and again when that has grown so. */
const FIRST_PIECES = 200;
const PIECES_GROW = 1.6;
const LARGE_GROWS = 1.1;
/** Windows for each late demand before all is pushed back and forth, and how many between two looks at what is free. */
const WINDOWS = 3;
const LOOK = 400;
/** Piece by piece goes on while it saves more than this share. */
const WORTH_PIECES = 0.0005;
const PASSES = 4;
/** It ends when so much work for each task and demand has found nothing better: of 56 random factories none lost by it. */
const PATIENCE = 20_000;

/** The same found, made better within `options.work`; never worse. `found` itself can be built again. */
export function refine(found: Found, options: PlanOptions, bound: Float64Array, agrees: Agrees): Found {
  const improver = new Improver(found, options, bound, agrees);
  improver.run();
  const { top, spent } = improver;
  return build(top, { ...found.work, improve: spent }, found.cancelled);
}

class Improver {
  /** The best of those that were netted by a policy, from which the next ones are made. */
  best: Candidate;
  /** The best of all. */
  top: Candidate;
  spent = 0;
  /** What the best by a policy cost when it last went piece by piece. */
  private pieced = Infinity;
  private readonly model: Model;
  private readonly options: PlanOptions;
  private readonly budget: number;
  private readonly dice: Dice;
  /** When each demand could ship if it were alone: nothing moves it before that. */
  private readonly bound: Float64Array;
  private readonly agrees: Agrees;
  private readonly unserved: number;
  /** Handing supply out anew would move orders against the date from which they may start. */
  private readonly mayNet: boolean;
  private stopped = false;
  /** The floor that is worked on, and its counter when that began. */
  private at: { readonly floor: Floor; readonly from: number } | undefined;

  constructor(found: Found, options: PlanOptions, bound: Float64Array, agrees: Agrees) {
    this.best = found.candidate;
    this.top = found.candidate;
    this.unserved = found.outcome.unserved;
    this.model = found.jobs.model;
    this.options = options;
    this.budget = options.work ?? 0;
    this.dice = new Dice(options.seed ?? 1);
    this.bound = bound;
    this.agrees = agrees;
    this.mayNet = this.model.problem.rules.earliness === undefined;
  }

  /** Once it is over it stays over, and what is still finished is not counted: the same budget stops at the same place. */
  private readonly going = (): boolean => {
    if (this.stopped) return false;
    this.count();
    this.stopped = this.spent >= this.budget || !(this.options.keepGoing?.() ?? true);
    return !this.stopped;
  };

  private count(): void {
    if (!this.at || this.stopped) return;
    const { floor, from } = this.at;
    this.spent += floor.work - from;
    this.at = { floor, from: floor.work };
  }

  run(): void {
    this.options.onProgress?.('improving', 0);
    const large = this.best.jobs.tasks > LARGE;
    if (!large) this.finishPolishing();
    let next = large ? 0 : Math.max(FIRST_PIECES * this.best.jobs.tasks, PIECES_GROW * this.spent);
    const patience = PATIENCE * (this.best.jobs.tasks + this.model.demands.length);
    let foundAt = this.spent;
    while (this.spent < foundAt + patience && this.going()) {
      const { outcome } = this.top.best!;
      if (this.spent >= next) {
        this.piecewise();
        // The pieces of a large factory are not to be had again from a netting done anew.
        if (large) this.best = this.top;
        next = this.spent * (large ? LARGE_GROWS : PIECES_GROW);
      } else if (!this.round()) return;
      if (isLess(this.top.best!.outcome, outcome)) foundAt = this.spent;
      this.options.onProgress?.('improving', Math.min(1, this.spent / this.budget));
    }
  }

  /** One nudge to the whole; false where there is nothing to be nudged. */
  private round(): boolean {
    const { best, dice } = this;
    const late = this.late(best.best!.outcome.dates, (d) => this.bound[d]!);
    if (late.length === 0 && (!best.aims || this.costsNothingElse())) return false;
    // Each round costs something, whatever becomes of it.
    this.spent++;
    if (late.length === 0 || (best.aims && dice.below(ASIDE_OF) === 0)) this.tidy();
    else if (this.mayNet && !best.jobs.network.exchanged && dice.below(NETTING_OF) > 0) this.netAnew(late);
    else this.moveOnFloor();
    if (!isLess(this.top.best!.outcome, this.best.best!.outcome)) this.top = this.best;
    return true;
  }

  /** Beside lateness: nothing moved, no set-up and no stock that is weighed. */
  private costsNothingElse(): boolean {
    const { dates, score, rest } = this.best.best!.outcome;
    return score === costOf(this.best.jobs.model, dates) && !rest?.some((amount) => amount > 0);
  }

  /** Goes through the late demands window by window, then draws all tight again; as long as that saves something. */
  private piecewise(): void {
    const { score } = this.best.best!.outcome;
    // What is netted better since the last time leads elsewhere.
    let from = score < this.pieced ? this.best : this.top;
    this.pieced = score;
    for (;;) {
      const before = from.best!.outcome;
      const drawn = this.pieces(from);
      if (!drawn || !this.isBetter(drawn, before)) return;
      if (!isLess(this.top.best!.outcome, drawn.best!.outcome)) this.top = drawn;
      from = drawn;
      if (!this.going() || !(drawn.best!.outcome.score < before.score * (1 - WORTH_PIECES))) return;
    }
  }

  private pieces(from: Candidate): Candidate | undefined {
    const { model, dice } = this;
    const late = this.late(from.best!.outcome.dates, (d) => this.bound[d]!);
    if (late.length === 0 || model.shop.anyBatch) return undefined;
    const network = new Network();
    network.take(from.jobs.network);
    const copy = new Candidate(model, from.policy, from.aims, network);
    const { key } = from.best!;
    this.at = { floor: copy.floor, from: copy.floor.work };
    const { built, outcome } = copy.try(key);
    const windows = new Windows(copy.jobs, copy.floor, built, outcome.dates, dice, this.mayNet);
    for (let n = 0; n < WINDOWS * late.length && this.going(); n++) {
      if (n % LOOK === LOOK - 1) windows.look();
      windows.attempt(late[dice.below(late.length)]!);
    }
    this.count();
    const drawn = new Candidate(model, from.policy, from.aims, network);
    this.at = { floor: drawn.floor, from: drawn.floor.work };
    drawn.try(copy.floor.start.subarray(0, copy.jobs.tasks).map((start, t) => (start === start ? start : key[t]!)));
    drawn.polish(PASSES, this.going);
    this.count();
    this.at = undefined;
    return drawn;
  }

  /** The first schedule was pushed back and forth only so often. */
  private finishPolishing(): void {
    this.at = { floor: this.best.floor, from: this.best.floor.work };
    if (this.going()) this.best.polish(Infinity, this.going);
    this.count();
    this.at = undefined;
  }

  /** Demands that ship after their date and after the earliest that can be had at all. */
  private late(dates: Float64Array, earliest: (d: number) => number): number[] {
    const found: number[] = [];
    for (let d = 0; d < dates.length; d++)
      if (dates[d]! < Infinity && dates[d]! > Math.max(this.model.demands[d]!.due, earliest(d))) found.push(d);
    return found;
  }

  private howMany(late: readonly number[]): number {
    return 1 + this.dice.below(Math.max(FEW, Math.floor(late.length / SHARE)));
  }

  private moveOnFloor(): void {
    const { dice, best } = this;
    const { urgency } = best;
    const { key: before, outcome } = best.best!;
    const late = this.late(outcome.dates, (d) => urgency.earliest[d]!);
    if (late.length === 0) return;
    const key = before.slice();
    for (let n = this.howMany(late); n > 0; n--) {
      const d = late[dice.below(late.length)]!;
      const tardy = outcome.dates[d]! - Math.max(this.model.demands[d]!.due, urgency.earliest[d]!);
      const size = (0.25 + 1.25 * dice.share()) * tardy + 2 * DAY * dice.share();
      this.shift(key, d, dice.below(4) === 0 ? size : -size);
    }
    this.judge(best, key);
  }

  /** A few tasks take their turn with one of their set-up family, or their whole order earlier or later. */
  private tidy(): void {
    const { dice, best } = this;
    const { jobs } = best;
    if (jobs.tasks === 0) return;
    const key = best.best!.key.slice();
    for (let n = 1 + dice.below(TIDIED); n > 0; n--) {
      const t = dice.below(jobs.tasks);
      const kin = dice.below(jobs.tasks);
      if (jobs.family[t]! >= 0 && dice.below(2) === 0) {
        let other = kin;
        while (other !== t && jobs.family[other] !== jobs.family[t]) other = (other + 1) % jobs.tasks;
        key[t] = key[other]!;
        continue;
      }
      const by = (2 * dice.share() - 1) * 4 * DAY;
      const s = jobs.order[t]!;
      for (let u = jobs.first[s]!; u < jobs.first[s]! + jobs.count[s]!; u++) key[u]! += by;
    }
    this.judge(best, key);
  }

  /** Moves everything that is made for a demand, at every level. */
  private shift(key: Float64Array, d: number, by: number): void {
    const { jobs } = this.best;
    const seen = new Set<number>();
    const stack = [...jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!)];
    while (stack.length > 0) {
      const s = stack.pop()!;
      if (jobs.count[s] === 0 || seen.has(s)) continue;
      seen.add(s);
      for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) {
        key[t]! += by;
        for (let i = jobs.inFrom[t]!; i < jobs.inFrom[t + 1]!; i++) stack.push(jobs.inSupply[i]!);
      }
    }
  }

  private netAnew(late: readonly number[]): void {
    const { dice, best, model } = this;
    const shift = best.policy.shift?.slice() ?? new Float64Array(model.demands.length);
    for (let n = this.howMany(late); n > 0; n--) {
      const d = late[dice.below(late.length)]!;
      const way = dice.below(3);
      if (way === 0) shift[d]! -= Math.floor((2 + 20 * dice.share()) * DAY);
      else if (way === 1) shift[d]! += Math.floor((2 + 30 * dice.share()) * DAY);
      else shift[d] = 0;
    }
    const rival = new Candidate(model, { ...best.policy, shift }, best.aims);
    this.spent += rival.netWork + rival.jobs.tasks + rival.jobs.network.pegSupply.length;
    if (costOf(model, rival.urgency.earliest) > costOf(model, best.urgency.earliest)) return;
    this.judge(rival, carried(best, best.best!.key, rival));
  }

  /** Builds, and keeps what is no worse. */
  private judge(candidate: Candidate, key: Float64Array): void {
    const { best } = this;
    const kept = best.best!;
    const than = kept.outcome;
    const bar = than.score;
    candidate.best = undefined;
    this.at = { floor: candidate.floor, from: candidate.floor.work };
    const { score } = candidate.try(key).outcome;
    // A near miss is pushed back and forth; a hit now and then, so that gaps close.
    if (score > bar ? score < bar * WORTH_POLISHING : this.dice.below(3) === 0) candidate.polish(POLISHES, this.going);
    if (this.isBetter(candidate, than)) this.best = candidate;
    else best.best = kept;
    this.count();
    this.at = undefined;
  }

  private isBetter(candidate: Candidate, than: Outcome): boolean {
    const { key, outcome } = candidate.best!;
    if (isLess(than, outcome) || outcome.unserved > this.unserved) return false;
    const { jobs, floor } = candidate;
    return this.agrees({ jobs, floor, outcome, built: candidate.try(key).built });
  }
}
