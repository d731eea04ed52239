/**
 * A first schedule in one pass, for shops too large for a dispatcher who weighs all that waits: the machine that could begin
 * first takes, of what is there, the most urgent of each family, and of those the one that is so after its set-up (list
 * scheduling without delay, Graham 1966). What may go to several machines goes where it would end first, behind what waits there.
 *
 *   coming[m]     ready later, by time
 *   there[m, f]   ready, of family f, the most urgent first
 *   soonest       the machine that could begin next: a tree in which of two the sooner one goes up
 *
 * What a step asks about an operation stands in one row, because of a large shop every look at another array is a wait for
 * memory. A row is eight numbers of 32 bits, of which the last two are the key, one of 64:
 *
 *   READY, then END · MISSING predecessors · TIME · KIND (m, f) · NEXT: the one successor · GAP before it · key
 */
import type { Dice } from '../../units/dice.ts';
import type { Layout } from './compile.ts';
import { spanOf } from './construct.ts';
import { Heaps } from './heaps.ts';
import type { Placed } from './improver.ts';

/** Families are told apart where there are no more of them. */
const MOST_KINDS = 64;
/** Later than any time. */
const NEVER = 2 ** 31 - 1;
/** Work behind an operation that a unit of set-up is worth. */
const PRICE = 5;

const ROW = 8;
const [READY, MISSING, TIME, KIND, NEXT, GAP] = [0, 1, 2, 3, 4, 5] as const;
const [KEY_ROW, KEY] = [4, 3] as const;
const END = READY;
/** In NEXT: nothing follows; more than one does. */
const [NOTHING, SEVERAL] = [-1, -2] as const;

export function flat(layout: Layout, rank: Float64Array, noise: number, _delay: number, dice: Dice): Placed {
  return new Flat(layout, rank, noise, dice).run();
}

class Flat {
  private readonly layout: Layout;
  private readonly rows: Int32Array;
  /** The same rows, for the key: the lowest goes first. */
  private readonly keys: Float64Array;
  private readonly free: Int32Array;
  /** Where the set-ups after what a machine did last stand. */
  private readonly after: Int32Array;
  private readonly mode: Int32Array;
  /** Time of what waits for each machine; kept where there is a choice. */
  private readonly load: Float64Array;
  private readonly coming: Heaps;
  private readonly there: Heaps;
  private readonly counts: Int32Array;
  private readonly kinds: number;
  /** By machine when it could begin next; NEVER: nothing waits for it. */
  private readonly next: Int32Array;
  /** Machines from `leaves` on; before, of the two below each the sooner one; the soonest at 1. */
  private readonly tree: Int32Array;
  private readonly leaves: number;

  constructor(layout: Layout, rank: Float64Array, noise: number, dice: Dice) {
    const { n, resources, families } = layout;
    this.layout = layout;
    this.kinds = families > 0 && families <= MOST_KINDS ? families : 1;
    this.mode = layout.flexible ? new Int32Array(n) : layout.modeFrom.subarray(0, n);
    const buffer = new ArrayBuffer(4 * ROW * n);
    this.rows = new Int32Array(buffer);
    this.keys = new Float64Array(buffer);
    this.fill(rank, noise * spanOf(rank, n), dice);
    this.free = new Int32Array(resources);
    this.after = new Int32Array(resources);
    this.load = new Float64Array(resources);
    this.coming = new Heaps(resources);
    this.there = new Heaps(resources * this.kinds);
    this.counts = new Int32Array(resources);
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(2, resources)));
    this.next = new Int32Array(this.leaves).fill(NEVER);
    this.tree = new Int32Array(2 * this.leaves);
    for (let machine = 0; machine < this.leaves; machine++) this.tree[this.leaves + machine] = machine;
    for (let at = this.leaves - 1; at > 0; at--) this.tree[at] = this.tree[2 * at]!;
  }

  private fill(rank: Float64Array, spread: number, dice: Dice): void {
    const { n, release, predFrom, succFrom, succOp, succGap, modeFrom, modeTime } = this.layout;
    const { rows, keys } = this;
    for (let v = 0, row = 0; v < n; v++, row += ROW) {
      const mode = modeFrom[v]!;
      rows[row + READY] = release[v]!;
      rows[row + MISSING] = predFrom[v + 1]! - predFrom[v]!;
      rows[row + TIME] = modeTime[mode]!;
      rows[row + KIND] = this.kindOf(v, mode);
      const link = succFrom[v]!;
      const links = succFrom[v + 1]! - link;
      rows[row + NEXT] = links === 1 ? succOp[link]! : links === 0 ? NOTHING : SEVERAL;
      if (links === 1) rows[row + GAP] = succGap[link]!;
      keys[KEY_ROW * v + KEY] = -rank[v]! - (spread > 0 ? spread * (dice.share() - 0.5) : 0);
    }
  }

  private kindOf(v: number, mode: number): number {
    const { modeMachine, family } = this.layout;
    return modeMachine[mode]! * this.kinds + (this.kinds > 1 ? family[v]! : 0);
  }

  run(): Placed {
    const { layout, rows, free, load, next, tree, after, kinds } = this;
    const { n, succFrom, succOp, succGap, setupFrom, setups, family, families, flexible } = layout;
    const order = new Int32Array(n);
    for (let v = 0; v < n; v++) if (rows[ROW * v + MISSING] === 0) this.enter(v);
    for (let put = 0; put < n; put++) {
      const machine = tree[1]!;
      this.arrive(machine, next[machine]!);
      const v = this.take(machine);
      order[put] = v;
      const row = ROW * v;
      const own = kinds > 1 ? rows[row + KIND]! - machine * kinds : family[v]!;
      const begins = Math.max(rows[row + READY]!, free[machine]! + setups[after[machine]! + own]!);
      const end = begins + rows[row + TIME]!;
      rows[row + END] = end;
      free[machine] = end;
      if (setupFrom[machine]! >= 0) after[machine] = setupFrom[machine]! + own * (families + 1);
      if (flexible) load[machine]! -= rows[row + TIME]!;
      this.renew(machine);
      const follower = rows[row + NEXT]!;
      if (follower >= 0) this.reach(follower, end + rows[row + GAP]!);
      else if (follower === SEVERAL)
        for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) this.reach(succOp[e]!, end + succGap[e]!);
    }
    const end = new Int32Array(n);
    for (let v = 0; v < n; v++) end[v] = rows[ROW * v + END]!;
    return { order, mode: this.mode, end };
  }

  /** A predecessor has its place. */
  private reach(v: number, from: number): void {
    const { rows } = this;
    const row = ROW * v;
    if (from > rows[row + READY]!) rows[row + READY] = from;
    rows[row + MISSING]! -= 1;
    if (rows[row + MISSING] === 0) this.enter(v);
  }

  /** All its predecessors have their places: it waits for the machine where it would end first. */
  private enter(v: number): void {
    const { rows, keys, kinds, free, counts } = this;
    const row = ROW * v;
    if (this.layout.flexible) this.choose(v);
    const kind = rows[row + KIND]!;
    const machine = kinds > 1 ? Math.floor(kind / kinds) : kind;
    const ready = rows[row + READY]!;
    if (ready > free[machine]!) this.coming.push(machine, v, ready);
    else {
      this.there.push(kind, v, keys[KEY_ROW * v + KEY]!);
      counts[machine]! += 1;
    }
    // Where something was there before, it begins as it would have.
    if (counts[machine]! <= 1) this.renew(machine);
  }

  private choose(v: number): void {
    const { rows, free, load, mode } = this;
    const { modeFrom, modeTime, modeMachine } = this.layout;
    const row = ROW * v;
    let soonest = Infinity;
    for (let one = modeFrom[v]!; one < modeFrom[v + 1]!; one++) {
      const machine = modeMachine[one]!;
      const end = Math.max(rows[row + READY]!, free[machine]! + load[machine]!) + modeTime[one]!;
      if (end >= soonest) continue;
      soonest = end;
      mode[v] = one;
    }
    const best = mode[v]!;
    load[modeMachine[best]!]! += modeTime[best]!;
    rows[row + TIME] = modeTime[best]!;
    rows[row + KIND] = this.kindOf(v, best);
  }

  /** What is ready by then is there. */
  private arrive(machine: number, at: number): void {
    const { rows, keys, coming, there, counts } = this;
    while (coming.least[machine]! <= at) {
      const v = coming.pop(machine);
      there.push(rows[ROW * v + KIND]!, v, keys[KEY_ROW * v + KEY]!);
      counts[machine]! += 1;
    }
  }

  /** The most urgent that is there; of the most urgent of each family the one that is so after its set-up. */
  private take(machine: number): number {
    const { there, kinds } = this;
    const { setups } = this.layout;
    const from = machine * kinds;
    const after = this.after[machine]!;
    let best = from;
    let value = Infinity;
    for (let kind = from; kind < from + kinds; kind++) {
      const own = there.least[kind]! + PRICE * setups[after + kind - from]!;
      if (own >= value) continue;
      value = own;
      best = kind;
    }
    this.counts[machine]! -= 1;
    return there.pop(best);
  }

  /** When a machine could begin next has changed. Which of two is sooner is as good as chance: found without a branch. */
  private renew(machine: number): void {
    const { counts, coming, free, next, tree } = this;
    const at = counts[machine]! > 0 ? free[machine]! : Math.max(free[machine]!, coming.least[machine]!);
    next[machine] = at === Infinity ? NEVER : at;
    for (let node = (this.leaves + machine) >> 1; node > 0; node >>= 1) {
      const one = tree[2 * node]!;
      const other = tree[2 * node + 1]!;
      tree[node] = one ^ ((one ^ other) & ((next[other]! - next[one]!) >> 31));
    }
  }
}
