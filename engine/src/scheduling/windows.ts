/**
 * Improvement piece by piece, for factories that are too large to be built anew for each nudge. A window is what a late
 * demand waits for: its binding chain, from the delivery down to the root, and the work that keeps it from its machines.
 * All of it is taken off the floor and placed again in another order, the rest stays; what waits for it beyond its start
 * is pushed. What costs more than before is put back as it stood, so that the schedule is feasible at every moment.
 *
 * Not for factories with machines that take batches: a window takes tasks off one at a time, and a batch goes as a whole.
 */
import type { Dice } from '../units/dice.ts';
import type { Built } from './construct.ts';
import { Exchange } from './exchange.ts';
import type { Floor, Place } from './floor.ts';
import { Heap } from './heap.ts';
import type { Jobs } from './jobs.ts';
import { lateCost } from './outcome.ts';
import type { Stays } from './stays.ts';

/** Tasks of a window; and how many may be touched before it is given up. */
const CHAIN = 60;
const BESIDE = 40;
const TOUCHED = 200;
/** So often a consumer changes suppliers in one window; so much later somebody may be. */
const EXCHANGES = 6;
const HARM = 60 * 86_400;
/** How a task has its turn: it makes room, is what the window is for, or lost its place and comes after all others. */
const [MOVED, PULLED, DISPLACED] = [1, 2, 3];
const LAST = 1e10;

export class Windows {
  readonly dates: Float64Array;
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  readonly available: Float64Array;
  readonly dead: Uint8Array;
  private readonly dice: Dice;
  private readonly mayExchange: boolean;
  private readonly stays: Stays | undefined;
  /** In this window what it is for comes first, and what loses its place after what need not. */
  private swaps = false;
  /** The turn of each task in a window. */
  private readonly key: Float64Array;
  private readonly heap: Heap;
  private readonly off: Uint8Array;
  private readonly queued: Uint8Array;
  /** Tasks touched by this window, and where each stood. */
  private readonly touched: number[] = [];
  private readonly known: Uint8Array;
  private readonly keyed: Uint8Array;
  private readonly stood: Place[] = [];
  /** Tasks that gave away what came sooner. */
  private readonly losers: number[] = [];
  private readonly pegs: Exchange;
  /** How late each task may start so that no demand ships later than it does, as far as that was known last. */
  private readonly latest: Float64Array;
  /** Demands whose date may be another. */
  private readonly stirred = new Set<number>();

  /** `floor` and `built` as they are: both are changed in place. */
  constructor(
    jobs: Jobs,
    floor: Floor,
    built: Built,
    dates: Float64Array,
    dice: Dice,
    mayExchange: boolean,
    stays?: Stays,
  ) {
    this.jobs = jobs;
    this.floor = floor;
    this.available = built.available;
    this.dead = built.dead;
    this.dates = dates.slice();
    this.dice = dice;
    this.mayExchange = mayExchange;
    this.stays = stays;
    this.key = new Float64Array(jobs.tasks);
    this.heap = new Heap(jobs.tasks, this.key, jobs.family);
    this.off = new Uint8Array(jobs.tasks);
    this.queued = new Uint8Array(jobs.tasks);
    this.known = new Uint8Array(jobs.tasks);
    this.keyed = new Uint8Array(jobs.tasks);
    this.pegs = new Exchange(jobs);
    this.latest = new Float64Array(jobs.tasks);
    this.look();
  }

  /** How late a consumer may have what it draws on. */
  lateStart(consumer: number): number {
    const { jobs } = this;
    if (consumer < jobs.tasks) return this.latest[consumer]!;
    return Math.max(jobs.model.demands[consumer - jobs.tasks]!.due, this.dates[consumer - jobs.tasks]!);
  }

  /** Reckons anew how late each task may start. Without calendars: it is a guess, the judgement is exact. */
  look(): void {
    const { jobs, floor, pegs, latest } = this;
    const { gapAfter } = jobs.model.shop.steps;
    latest.fill(Infinity);
    floor.work += jobs.tasks;
    for (let i = jobs.upstreamFirst.length - 1; i >= 0; i--) {
      const s = jobs.upstreamFirst[i]!;
      let at = Infinity;
      for (let p = pegs.outFirst[s]!; p >= 0; p = pegs.outNext[p]!)
        if (pegs.consumer[p]! >= 0) at = Math.min(at, this.lateStart(pegs.consumer[p]!));
      for (let t = this.lastOf(s); t >= jobs.first[s]!; t--) {
        at -= gapAfter[jobs.step[t]!]! + floor.end[t]! - floor.start[t]!;
        latest[t] = at;
      }
    }
  }

  /** One window at a late demand; what it saved, 0 where it was put back. */
  attempt(demand: number): number {
    this.floor.work++;
    this.swaps = this.stays !== undefined && this.dice.below(2) === 0;
    this.choose(demand);
    return this.settle();
  }

  /** One window in which tasks go back to where people know them; what it saved, 0 where it was put back. */
  bringBack(tasks: readonly number[]): number {
    this.floor.work++;
    for (const t of tasks) if (this.mayMove(t) && this.known[t] === 0) this.takeOff(t);
    return this.settle();
  }

  private settle(): number {
    if (this.touched.length === 0 && !this.pegs.exchanged) return 0;
    const gain = this.placeAll() && this.losersStand() ? this.gain() : -1;
    // What costs the same stays too: another order may lead on.
    if (gain < 0) this.putBack();
    this.forget();
    return Math.max(0, gain);
  }

  // ── choose ─────────────────────────────────────────────────────────────────────────────────────────────────

  private choose(demand: number): void {
    const { floor, dice } = this;
    const chain = this.chainOf(demand, this.mayExchange && dice.below(4) > 0);
    const way = dice.below(3);
    const beside = this.pegs.exchanged || dice.below(2) === 0 ? [] : this.besideOf(chain);
    if (chain.length === 0 && !this.pegs.exchanged) return;
    this.stirred.add(demand);
    const noise = way === 2 ? 4 * dice.share() : 0;
    for (const t of beside) {
      const length = floor.end[t]! - floor.start[t]!;
      this.give(t, floor.start[t]! + noise * length * (2 * dice.share() - 1));
    }
    const before = this.swaps && dice.below(2) === 0 ? [...chain, ...beside] : chain;
    const first = before.reduce((least, t) => Math.min(least, floor.start[t]!), Infinity);
    const share = way === 0 || before !== chain ? 1 : dice.share();
    for (const t of chain) this.give(t, floor.start[t]! - share * (floor.start[t]! - first) - 1, PULLED);
    for (const t of [...chain, ...beside]) if (this.off[t] === 0) this.takeOff(t);
    for (const t of this.losers)
      if (this.off[t] === 0 && this.mayMove(t) && this.placeable(t) && floor.start[t]! < this.ready(t)) this.takeOff(t);
  }

  private give(t: number, turn: number, how = MOVED): void {
    this.key[t] = turn;
    this.keyed[t] = how;
  }

  /** The work that keeps a chain from its machines, or from others that could do it. */
  private besideOf(chain: readonly number[]): number[] {
    const { jobs, floor, dice } = this;
    const { choice, choiceFrom } = jobs.model.shop.steps;
    const beside: number[] = [];
    for (const t of chain) {
      const ready = this.ready(t);
      const machine = floor.machine[t]!;
      if (machine < 0 || floor.start[t]! <= ready) continue;
      const step = jobs.step[t]!;
      const many = choiceFrom[step + 1]! - choiceFrom[step]!;
      const same = jobs.pinned[t]! >= 0 || many < 2 || dice.below(2) === 0;
      const where = same ? machine : choice[choiceFrom[step]! + dice.below(many)]!;
      const from = dice.below(2) === 0 ? ready : ready + dice.share() * (floor.start[t]! - ready);
      floor.between(where, from, floor.end[t]!, (other) => {
        if (beside.length >= BESIDE) return false;
        if (this.mayMove(other)) beside.push(other);
        return true;
      });
    }
    return beside;
  }

  /**
   * Tasks that a demand's date hangs on, from the last down to the root. Where one waits for what somebody else has
   * sooner and does not need so soon, they change suppliers on the way.
   */
  private chainOf(demand: number, exchanges: boolean): number[] {
    const { jobs } = this;
    const chain: number[] = [];
    let t = this.below(jobs.tasks + demand, this.dates[demand]!, exchanges);
    while (t >= 0 && chain.length < CHAIN) {
      if (this.mayMove(t)) chain.push(t);
      const ready = this.ready(t);
      t = t > jobs.first[jobs.order[t]!]! && this.handsOn(t - 1) === ready ? t - 1 : this.below(t, ready, exchanges);
    }
    this.floor.work += chain.length;
    return chain;
  }

  /** The last task of what a consumer waits for until `ready`; −1: of something that is not made. */
  private below(consumer: number, ready: number, exchanges: boolean): number {
    const { jobs, pegs, available } = this;
    for (let tries = 0; tries < EXCHANGES; tries++) {
      let bound = -1;
      for (let p = pegs.inFirst[consumer]!; p >= 0; p = pegs.inNext[p]!)
        if (available[pegs.provider(p)] === ready) bound = p;
      if (bound < 0) return -1;
      if (exchanges && this.exchange(bound, ready)) continue;
      const s = pegs.provider(bound);
      return jobs.count[s]! > 0 ? this.lastOf(s) : -1;
    }
    return -1;
  }

  /** What a peg waits for until `ready` goes to others, for whom it is soon enough; what they had comes here. */
  private exchange(bound: number, ready: number): boolean {
    const { pegs, jobs, dice } = this;
    if (!pegs.free(bound)) return false;
    const harm = dice.below(4) === 0 ? HARM * dice.share() : 0;
    const found = pegs.soonerThan(bound, ready, harm, dice, this);
    this.floor.work += pegs.looked;
    if (found < 0) return false;
    const loser = pegs.consumer[found]!;
    pegs.swap(bound, found);
    if (loser >= jobs.tasks) this.stirred.add(loser - jobs.tasks);
    else this.losers.push(loser);
    return true;
  }

  private mayMove(t: number): boolean {
    const { jobs } = this;
    return jobs.running[t] === 0 && !(jobs.frozenFrom[t]! === jobs.frozenFrom[t]!) && this.dead[jobs.order[t]!] === 0;
  }

  /** When what follows a task that stands may go on. */
  private done(t: number): number {
    const { jobs, floor } = this;
    return floor.done(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
  }

  /** When the next task of its order may begin, as far as a task that stands is concerned. */
  private handsOn(t: number): number {
    const { jobs, floor } = this;
    return floor.handsOn(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
  }

  /** When a task could start but for its machine and what it holds beside it; all that it waits for stands. */
  private ready(t: number): number {
    const { jobs, available, pegs } = this;
    let at = jobs.gate[t]!;
    if (t > jobs.first[jobs.order[t]!]!) at = Math.max(at, this.handsOn(t - 1));
    return pegs.there(t, at, available);
  }

  private lastOf(s: number): number {
    return this.jobs.first[s]! + this.jobs.count[s]! - 1;
  }

  // ── off and on ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes a task off the floor, and what counted on its set-up. */
  private takeOff(t: number): void {
    const { floor } = this;
    if (this.known[t] === 0) {
      this.known[t] = 1;
      this.touched.push(t);
      this.stood.push(floor.placeOf(t));
      if (this.keyed[t] === 0) this.give(t, floor.start[t]!);
    }
    while (!floor.remove(t)) this.takeOff(floor.after(t));
    this.off[t] = 1;
    this.enqueue(t);
  }

  private enqueue(t: number): void {
    if (this.queued[t] === 1 || this.off[t] === 0 || !this.placeable(t)) return;
    this.queued[t] = 1;
    this.heap.push(t);
  }

  private placeable(t: number): boolean {
    const { jobs, off, pegs } = this;
    if (t > jobs.first[jobs.order[t]!]! && off[t - 1] === 1) return false;
    for (let p = pegs.inFirst[t]!; p >= 0; p = pegs.inNext[p]!) {
      const s = pegs.provider(p);
      if (jobs.count[s]! > 0 && off[this.lastOf(s)] === 1) return false;
    }
    return true;
  }

  private placeAll(): boolean {
    const { jobs, floor, heap } = this;
    const { network, model } = jobs;
    while (!heap.empty) {
      const t = heap.pop();
      this.queued[t] = 0;
      if (this.off[t] === 0 || !this.placeable(t)) continue;
      if (this.touched.length > TOUCHED) return false;
      // What only makes room stands where people know it, where that is free.
      if (this.keyed[t] === PULLED || !this.stays?.again(t, this.ready(t))) {
        if (this.givesWay(t)) continue;
        if (!floor.earliest(t, this.ready(t))) return false;
        floor.place(t);
      }
      floor.work++;
      this.off[t] = 0;
      const s = jobs.order[t]!;
      const done = this.done(t);
      if (done > model.shop.to || (t === jobs.first[s] && floor.start[t]! >= network.billTo[s]!)) return false;
      if (jobs.perishable[t] === 1 && this.spoils(t)) return false;
      if (t + 1 < jobs.first[s]! + jobs.count[s]!) {
        if (!this.follow(t + 1, this.handsOn(t))) return false;
        continue;
      }
      this.available[s] = done;
      if (!this.followAll(s, done)) return false;
    }
    return true;
  }

  /** What lost its place takes what is left when all others have theirs. */
  private givesWay(t: number): boolean {
    if (!this.swaps || this.keyed[t] !== MOVED) return false;
    this.give(t, this.key[t]! + LAST, DISPLACED);
    this.enqueue(t);
    return true;
  }

  private followAll(s: number, done: number): boolean {
    const { jobs, pegs } = this;
    for (let p = pegs.outFirst[s]!; p >= 0; p = pegs.outNext[p]!) {
      const consumer = pegs.consumer[p]!;
      if (consumer >= jobs.tasks) this.stirred.add(consumer - jobs.tasks);
      else if (consumer >= 0 && !this.follow(consumer, done)) return false;
    }
    return true;
  }

  /** What follows a task that was placed: in its turn if it is off, pushed if it stands too early. */
  private follow(next: number, done: number): boolean {
    if (this.dead[this.jobs.order[next]!] === 1) return true;
    if (this.off[next] === 1) this.enqueue(next);
    else if (this.floor.start[next]! < done || !this.floor.fed(next)) {
      if (!this.mayMove(next)) return false;
      this.takeOff(next);
    }
    return true;
  }

  private spoils(t: number): boolean {
    const { pegs } = this;
    for (let p = pegs.inFirst[t]!; p >= 0; p = pegs.inNext[p]!)
      if (this.floor.start[t]! >= this.jobs.network.expires[pegs.supply[p]!]!) return true;
    return false;
  }

  /** Who gave away what came sooner does not stand before what he has now. */
  private losersStand(): boolean {
    return this.losers.every((t) => this.floor.start[t]! >= this.ready(t));
  }

  // ── judge ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** Points saved by what was placed; below 0 where it is not to be. */
  private gain(): number {
    const { jobs, dates, pegs } = this;
    const { network, model } = jobs;
    const fresh: [demand: number, date: number][] = [];
    let gain = this.stays?.movedBack(this.touched, this.stood) ?? 0;
    for (const d of this.stirred) {
      if (dates[d] === Infinity) continue;
      const date = this.dateOf(d);
      if (date === dates[d]) continue;
      for (let p = pegs.inFirst[jobs.tasks + d]!; p >= 0; p = pegs.inNext[p]!)
        if (date >= network.expires[pegs.supply[p]!]!) return -1;
      gain += lateCost(model, d, dates[d]!) - lateCost(model, d, date);
      fresh.push([d, date]);
    }
    if (gain >= 0) for (const [d, date] of fresh) dates[d] = date;
    return gain;
  }

  private dateOf(d: number): number {
    const { pegs, jobs } = this;
    const { due, earliest = -Infinity } = jobs.model.demands[d]!;
    return pegs.there(jobs.tasks + d, Math.max(due, earliest, jobs.model.now), this.available);
  }

  private putBack(): void {
    const { jobs, floor } = this;
    this.pegs.undo();
    for (const t of this.touched) if (this.off[t] === 0) floor.lift(t);
    this.touched.forEach((t, i) => {
      floor.putAt(t, this.stood[i]!);
      const s = jobs.order[t]!;
      if (t === jobs.first[s]! + jobs.count[s]! - 1) this.available[s] = this.done(t);
    });
  }

  private forget(): void {
    for (const t of this.touched) {
      this.known[t] = 0;
      this.off[t] = 0;
      this.keyed[t] = 0;
    }
    while (!this.heap.empty) this.queued[this.heap.pop()] = 0;
    this.touched.length = 0;
    this.stood.length = 0;
    this.stirred.clear();
    this.losers.length = 0;
    this.pegs.keep();
  }
}
