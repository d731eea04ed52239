/**
 * A first schedule in one pass, for shops too large for a dispatcher who weighs all that waits: the machine that could begin
 * first takes, of what is there, the most urgent of each family, and of those the one that is so after its set-up (list
 * scheduling without delay, Graham 1966). What may go to several machines goes where it would end first, behind what waits there.
 *
 *   coming[m]     ready later, by time
 *   there[m, f]   ready, of family f, the most urgent first
 *   queue         machines by when they could begin next
 */
import type { Dice } from '../../units/dice.ts';
import type { Layout } from './compile.ts';
import { spanOf } from './construct.ts';
import type { Start } from './improver.ts';
import { Queue } from './queue.ts';

/** Families are told apart where there are no more of them. */
const MOST_KINDS = 64;
/** Work behind an operation that a unit of set-up is worth. */
const PRICE = 5;

export function flat(layout: Layout, rank: Float64Array, noise: number, _delay: number, dice: Dice): Start {
  return new Flat(layout, rank, noise, dice).run();
}

class Flat {
  private readonly layout: Layout;
  /** The higher goes first. */
  private readonly key: Float64Array;
  private readonly ready: Int32Array;
  private readonly free: Int32Array;
  private readonly last: Int32Array;
  private readonly chosen: Int32Array;
  /** Time of what waits for each machine. */
  private readonly load: Float64Array;
  private readonly coming: readonly Queue[];
  private readonly there: readonly Queue[];
  private readonly counts: Int32Array;
  private readonly kinds: number;
  private readonly queue: Int32Array;
  private readonly place: Int32Array;
  private readonly next: Float64Array;
  private queued = 0;

  constructor(layout: Layout, rank: Float64Array, noise: number, dice: Dice) {
    const { n, resources } = layout;
    this.layout = layout;
    this.key = new Float64Array(n);
    const spread = noise * spanOf(rank.subarray(0, n));
    for (let v = 0; v < n; v++) this.key[v] = rank[v]! + (spread > 0 ? spread * (dice.share() - 0.5) : 0);
    this.ready = Int32Array.from(layout.release);
    this.free = new Int32Array(resources);
    this.last = new Int32Array(resources).fill(-1);
    this.chosen = new Int32Array(n);
    this.load = new Float64Array(resources);
    this.coming = Array.from({ length: resources }, () => new Queue());
    this.kinds = layout.families > 0 && layout.families <= MOST_KINDS ? layout.families : 1;
    this.there = Array.from({ length: resources * this.kinds }, () => new Queue());
    this.counts = new Int32Array(resources);
    this.queue = new Int32Array(resources);
    this.place = new Int32Array(resources).fill(-1);
    this.next = new Float64Array(resources).fill(Infinity);
  }

  run(): Start {
    const { layout, ready, free, last, chosen, load } = this;
    const { n, predFrom, succFrom, succOp, succGap, modeTime } = layout;
    const order = new Int32Array(n);
    const missing = new Int32Array(n);
    for (let v = 0; v < n; v++) missing[v] = predFrom[v + 1]! - predFrom[v]!;
    for (let v = 0; v < n; v++) if (missing[v] === 0) this.enter(v);
    for (let put = 0; put < n; put++) {
      const machine = this.queue[0]!;
      this.arrive(machine, this.next[machine]!);
      const v = this.take(machine);
      order[put] = v;
      const time = modeTime[chosen[v]!]!;
      const begins = Math.max(ready[v]!, free[machine]! + this.setup(machine, v));
      const end = begins + time;
      free[machine] = end;
      last[machine] = v;
      load[machine]! -= time;
      this.renew(machine);
      for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) {
        const w = succOp[e]!;
        const from = end + succGap[e]!;
        if (from > ready[w]!) ready[w] = from;
        missing[w]! -= 1;
        if (missing[w] === 0) this.enter(w);
      }
    }
    return { order, mode: chosen };
  }

  private setup(machine: number, v: number): number {
    const { setupFrom, setups, family, families } = this.layout;
    const from = setupFrom[machine]!;
    const before = this.last[machine]!;
    return from < 0 || before < 0 ? 0 : setups[from + family[before]! * (families + 1) + family[v]!]!;
  }

  /** Its predecessors have their places: it waits for the machine where it would end first. */
  private enter(v: number): void {
    const { modeFrom, modeTime, modeMachine } = this.layout;
    let best = modeFrom[v]!;
    if (modeFrom[v + 1]! - best > 1) {
      let soonest = Infinity;
      for (let mode = modeFrom[v]!; mode < modeFrom[v + 1]!; mode++) {
        const machine = modeMachine[mode]!;
        const end = Math.max(this.ready[v]!, this.free[machine]! + this.load[machine]!) + modeTime[mode]!;
        if (end >= soonest) continue;
        soonest = end;
        best = mode;
      }
    }
    this.chosen[v] = best;
    const machine = modeMachine[best]!;
    this.load[machine]! += modeTime[best]!;
    this.coming[machine]!.push(v, this.ready[v]!);
    this.renew(machine);
  }

  /** What is ready by then is there. */
  private arrive(machine: number, at: number): void {
    const { ready, key, kinds } = this;
    const coming = this.coming[machine]!;
    for (let v = coming.first; v >= 0 && ready[v]! <= at; v = coming.first) {
      coming.pop();
      const kind = machine * kinds + (kinds > 1 ? this.layout.family[v]! : 0);
      this.there[kind]!.push(v, -key[v]!);
      this.counts[machine]! += 1;
    }
  }

  /** The most urgent that is there; of the most urgent of each family the one that is so after its set-up. */
  private take(machine: number): number {
    const { there, kinds, key, counts } = this;
    const from = machine * kinds;
    let best = -1;
    let value = -Infinity;
    for (let kind = from; kind < from + kinds; kind++) {
      const v = there[kind]!.first;
      if (v < 0) continue;
      const own = key[v]! - PRICE * this.setup(machine, v);
      if (own <= value) continue;
      value = own;
      best = kind;
    }
    counts[machine]! -= 1;
    return there[best]!.pop();
  }

  /** When a machine could begin next has changed. */
  private renew(machine: number): void {
    const { counts, coming, free, ready, next, place } = this;
    const { first } = coming[machine]!;
    const at = counts[machine]! > 0 ? free[machine]! : first >= 0 ? Math.max(free[machine]!, ready[first]!) : Infinity;
    next[machine] = at;
    if (place[machine]! < 0) {
      if (at === Infinity) return;
      place[machine] = this.queued++;
      this.queue[place[machine]!] = machine;
    }
    this.up(machine);
    this.down(machine);
  }

  private sooner(a: number, b: number): boolean {
    return this.next[a]! < this.next[b]! || (this.next[a] === this.next[b] && a < b);
  }

  private up(machine: number): void {
    const { queue, place } = this;
    let at = place[machine]!;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.sooner(machine, queue[parent]!)) break;
      queue[at] = queue[parent]!;
      place[queue[at]!] = at;
      at = parent;
    }
    queue[at] = machine;
    place[machine] = at;
  }

  private down(machine: number): void {
    const { queue, place } = this;
    let at = place[machine]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.queued) break;
      if (child + 1 < this.queued && this.sooner(queue[child + 1]!, queue[child]!)) child++;
      if (!this.sooner(queue[child]!, machine)) break;
      queue[at] = queue[child]!;
      place[queue[at]!] = at;
      at = child;
    }
    queue[at] = machine;
    place[machine] = at;
  }
}
