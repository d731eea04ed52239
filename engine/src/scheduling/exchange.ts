/**
 * Who draws on what, so that it can be exchanged: two consumers of one item change suppliers, for as much as both draw.
 * What is drawn in all stays the same for every supply and every consumer.
 *
 *   peg p   supply[p] → consumer[p] (a task, or tasks + a demand), qty[p]
 *   in      a list a consumer, singly linked: its pegs stay its own
 *   out     a list a supply, with what its order yields beside it; doubly linked: pegs come and go
 */
import { FOR_DEMAND, FOR_LINE, SAFETY, STOCK } from '../netting/network.ts';
import type { Dice } from '../units/dice.ts';
import type { Jobs } from './jobs.ts';

const NONE = -1;
/** So many pegs are looked at for each that is to be exchanged. */
const LOOKED = 300;

/** What stands, as far as who changes suppliers asks for it. */
interface Standing {
  /** When each supply is there. */
  readonly available: Float64Array;
  readonly dead: Uint8Array;
  /** How late a consumer may have what it draws on. */
  lateStart(consumer: number): number;
}

/** Jobs, or the same with pegs of their own. */
type Drawn = Pick<Jobs, 'network' | 'model' | 'tasks'>;

export class Exchange {
  readonly inFirst: Int32Array;
  readonly inNext: number[];
  readonly outFirst: Int32Array;
  readonly outNext: number[];
  private readonly outBefore: number[];
  /** Of the network, which they are written to. */
  readonly supply: number[];
  readonly qty: number[];
  /** −1: kept for safety. */
  readonly consumer: number[];
  /** Supplies of each item, by number. */
  readonly suppliesOf = new Map<number, number[]>();
  /** Pegs and supplies that the last search looked at. */
  looked = 0;
  private readonly jobs: Drawn;
  private readonly swaps: [a: number, b: number][] = [];
  private readonly splits: [from: number, into: number][] = [];
  /** Items of which nothing is exchanged. */
  private readonly kept = new Set<number>();

  constructor(jobs: Drawn) {
    this.jobs = jobs;
    const { network, model, tasks } = jobs;
    this.supply = network.pegSupply;
    this.qty = network.pegQty;
    this.inFirst = new Int32Array(tasks + model.demands.length).fill(NONE);
    this.outFirst = new Int32Array(network.supplies).fill(NONE);
    this.consumer = network.pegConsumer.map((row, p) => {
      const kind = network.pegKind[p]!;
      return kind === FOR_LINE ? network.lineTask[row]! : kind === FOR_DEMAND ? tasks + row : NONE;
    });
    this.inNext = this.consumer.map(() => NONE);
    this.outNext = this.inNext.slice();
    this.outBefore = this.inNext.slice();
    for (let p = 0; p < this.supply.length; p++) {
      this.enter(p);
      this.leadOut(p);
    }
    for (const { item } of model.problem.allocations) this.kept.add(model.catalogue.index.get(item)!);
    for (let s = 0; s < network.supplies; s++) {
      const item = network.item[s]!;
      if (network.provider(s) !== s || network.expires[s]! < Infinity) this.kept.add(item);
      const list = this.suppliesOf.get(item);
      if (list) list.push(s);
      else this.suppliesOf.set(item, [s]);
    }
  }

  /** The supply on whose end a peg waits. */
  provider(p: number): number {
    return this.jobs.network.provider(this.supply[p]!);
  }

  /** When all that a consumer draws on is there, no earlier than `at`. */
  there(consumer: number, at: number, available: Float64Array): number {
    let there = at;
    for (let p = this.inFirst[consumer]!; p >= 0; p = this.inNext[p]!)
      there = Math.max(there, available[this.provider(p)]!);
    return there;
  }

  /** The peg may be exchanged. */
  free(p: number): boolean {
    const { network, model, tasks } = this.jobs;
    const s = this.supply[p]!;
    const consumer = this.consumer[p]!;
    if (consumer === NONE || this.kept.has(network.item[s]!)) return false;
    if (network.klass[s]! >= SAFETY && network.kind[s] !== STOCK) return false;
    return consumer < tasks || model.demands[consumer - tasks]!.awaits === undefined;
  }

  /**
   * Of what others have before `ready`, the peg that hurts least if it changes place with `bound`, at most by `harm` seconds;
   * −1: none. Among equals by chance. `looked`: what it cost.
   */
  soonerThan(bound: number, ready: number, harm: number, dice: Dice, standing: Standing): number {
    const { network } = this.jobs;
    const { available, dead } = standing;
    const item = network.item[this.supply[bound]!]!;
    const supplies = this.suppliesOf.get(item)!;
    let found = NONE;
    let least = harm;
    let looked = 0;
    this.looked = 0;
    const from = dice.below(supplies.length);
    for (let i = 0; i < supplies.length && looked < LOOKED; i++) {
      const s = supplies[(from + i) % supplies.length]!;
      this.looked++;
      if (available[s]! >= ready || dead[s] === 1) continue;
      for (let p = this.outFirst[s]!; p >= 0 && looked < LOOKED; p = this.outNext[p]!) {
        looked++;
        if (this.consumer[p] === this.consumer[bound] || !this.free(p) || network.item[this.supply[p]!] !== item)
          continue;
        // The more of it goes in one, the better.
        const hurt =
          Math.max(0, ready - standing.lateStart(this.consumer[p]!)) + (this.qty[p]! < this.qty[bound]! ? 1 : 0);
        if (hurt <= least + 1) {
          found = p;
          least = hurt - 1;
        }
      }
    }
    this.looked += looked;
    return found;
  }

  /** The consumers of `a` and `b`, which draws no less, change suppliers; answers the peg that `a`'s supply now has. */
  swap(a: number, b: number): void {
    const least = Math.min(this.qty[a]!, this.qty[b]!);
    for (const p of [a, b]) if (this.qty[p]! > least) this.split(p, least);
    this.change(a, b);
    this.swaps.push([a, b]);
    this.jobs.network.exchanged = true;
  }

  /** What was exchanged since the last `keep` is as it was. */
  undo(): void {
    for (const [a, b] of this.swaps.reverse()) this.change(a, b);
    for (const [from, into] of this.splits.reverse()) this.join(from, into);
    this.keep();
  }

  keep(): void {
    this.swaps.length = 0;
    this.splits.length = 0;
  }

  get exchanged(): boolean {
    return this.swaps.length > 0;
  }

  private change(a: number, b: number): void {
    this.leadAway(a);
    this.leadAway(b);
    const before = this.supply[a]!;
    this.supply[a] = this.supply[b]!;
    this.supply[b] = before;
    this.leadOut(a);
    this.leadOut(b);
  }

  /** The peg keeps `least`, the rest is a peg of its own. */
  private split(p: number, least: number): void {
    const { network } = this.jobs;
    const rest = this.supply.length;
    this.supply.push(this.supply[p]!);
    this.qty.push(this.qty[p]! - least);
    network.pegKind.push(network.pegKind[p]!);
    network.pegConsumer.push(network.pegConsumer[p]!);
    this.consumer.push(this.consumer[p]!);
    this.inNext.push(NONE);
    this.outNext.push(NONE);
    this.outBefore.push(NONE);
    this.qty[p] = least;
    this.enter(rest);
    this.leadOut(rest);
    this.splits.push([p, rest]);
  }

  /** Splits are joined in the opposite order, so that the one joined is the last of all and the first of its consumer. */
  private join(from: number, into: number): void {
    const { network } = this.jobs;
    this.leadAway(into);
    this.inFirst[this.consumer[into]!] = this.inNext[into]!;
    this.qty[from]! += this.qty[into]!;
    for (const column of [this.supply, this.qty, this.consumer, this.inNext, this.outNext, this.outBefore])
      column.pop();
    network.pegKind.pop();
    network.pegConsumer.pop();
  }

  private enter(p: number): void {
    const consumer = this.consumer[p]!;
    if (consumer === NONE) return;
    this.inNext[p] = this.inFirst[consumer]!;
    this.inFirst[consumer] = p;
  }

  private leadOut(p: number): void {
    const s = this.provider(p);
    const next = this.outFirst[s]!;
    this.outNext[p] = next;
    this.outBefore[p] = NONE;
    if (next !== NONE) this.outBefore[next] = p;
    this.outFirst[s] = p;
  }

  private leadAway(p: number): void {
    const [before, next] = [this.outBefore[p]!, this.outNext[p]!];
    if (before === NONE) this.outFirst[this.provider(p)] = next;
    else this.outNext[before] = next;
    if (next !== NONE) this.outBefore[next] = before;
  }
}
