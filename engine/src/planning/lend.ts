/**
 * Supply that comes too late for who draws on it, in a plan that is to be mended: it goes to who needs it last, who gives what he
 * draws on for it. Two pieces more on an order then cost a purchase for the end of the plan, not one that all that hangs on the
 * order waits for.
 *
 *   items, what is bought first; of each the supply that is late, for its earliest consumer first
 */
import type { Network } from '../netting/network.ts';
import { Offsets } from '../netting/offsets.ts';
import { Exchange } from '../scheduling/exchange.ts';
import type { Situation } from './situation.ts';

/** So many pegs change at most: a plan of which more is late is not mended by that. */
const MOST = 2000;
/** So many pegs are looked at for them, in all: where thousands are late and nobody can lend, that is known before. */
const LOOKS = 8_000_000;

export interface LendOptions {
  readonly looks?: number;
  /** Consumers, tasks or tasks + a demand, for whom others lend; absent: for all. */
  readonly whom?: ReadonlySet<number>;
  /** They are to have it as soon as can be, not only by when they need it. */
  readonly soon?: boolean;
}

/** Undefined: nothing is late that anybody could wait for. */
export function lent(situation: Situation, options: LendOptions = {}): Situation | undefined {
  const network = situation.ownPegs();
  const lending = new Lending(situation, network, options);
  lending.run();
  return lending.changed ? situation.drawing(network) : undefined;
}

class Lending {
  private readonly situation: Situation;
  private readonly exchange: Exchange;
  /** When each consumer, a task or tasks + a demand, draws: when it stood, or when new work should start. */
  private readonly use: Float64Array;
  /** When each supply is there, as far as what it draws on is known by now. */
  private readonly available: Float64Array;
  private readonly pegsOf: number[][];
  private left = MOST;
  private readonly whom: ReadonlySet<number> | undefined;
  private looks: number;

  constructor(situation: Situation, network: Network, { looks = LOOKS, whom, soon = false }: LendOptions) {
    this.looks = looks;
    this.whom = whom;
    const { jobs, model } = situation;
    this.situation = situation;
    this.exchange = new Exchange({ network, model, tasks: jobs.tasks });
    this.available = Float64Array.from(network.available);
    this.pegsOf = model.catalogue.items.map(() => []);
    for (let p = 0; p < network.pegSupply.length; p++) this.pegsOf[network.item[network.pegSupply[p]!]!]!.push(p);
    this.use = this.usesOf(soon ? whom : undefined);
  }

  get changed(): boolean {
    return this.left < MOST;
  }

  run(): void {
    const asked = this.askedFor();
    for (const item of this.situation.model.catalogue.byLevel.toReversed()) if (asked[item] === 1) this.serve(item);
  }

  /** Items that those for whom others lend draw on, at every level (1); when others are there changes nothing for them. */
  private askedFor(): Uint8Array {
    const { exchange, whom, pegsOf } = this;
    const { jobs, model } = this.situation;
    const { network, order, tasks } = jobs;
    const asked = new Uint8Array(model.catalogue.items.length);
    // What an order yields beside its item comes with that.
    if (!whom || network.outputs > 0) return asked.fill(1);
    const asks = (p: number): boolean => {
      const consumer = exchange.consumer[p]!;
      if (consumer < 0 || whom.has(consumer)) return consumer >= 0;
      return consumer < tasks && asked[network.item[order[consumer]!]!] === 1;
    };
    for (const item of model.catalogue.byLevel) if (pegsOf[item]!.some(asks)) asked[item] = 1;
    return asked;
  }

  /** `soon`: who draws as early as the steps alone let him. */
  private usesOf(soon?: ReadonlySet<number>): Float64Array {
    const { jobs, standing, model, rows } = this.situation;
    const offsets = new Offsets(model, jobs.network);
    const use = new Float64Array(jobs.tasks + model.demands.length);
    for (let s = 0; s < jobs.network.supplies; s++) {
      const [from, count] = [jobs.first[s]!, jobs.count[s]!];
      if (count === 0) continue;
      let stands = true;
      for (let t = from; t < from + count; t++) {
        const stood = standing.start[t]!;
        if (stood > -Infinity) use[t] = Math.max(model.now, stood);
        else stands = false;
      }
      if (stands) continue;
      const need = jobs.network.need[s]!;
      offsets.backward(s, need < Infinity && !soon?.has(from) ? need : offsets.forward(s));
      for (let t = from; t < from + count; t++)
        if (!(standing.start[t]! > -Infinity)) use[t] = Math.max(model.now, offsets.starts[t - from]!);
    }
    model.demands.forEach(({ id, due, earliest }, d) => {
      use[jobs.tasks + d] = Math.max(model.now, due, earliest ?? -Infinity, rows.lastDates.get(id) ?? -Infinity);
    });
    return use;
  }

  private serve(item: number): void {
    const { exchange } = this;
    const pegs = this.pegsOf[item]!;
    for (const s of exchange.suppliesOf.get(item) ?? []) this.available[s] = this.comes(s);
    const waits = (p: number) => this.isLate(p) && (this.whom?.has(exchange.consumer[p]!) ?? true);
    const late = pegs.filter(waits).sort((a, b) => this.useOf(a) - this.useOf(b) || a - b);
    for (let p = late.shift(); p !== undefined && this.left > 0 && this.looks > 0; p = late.shift()) {
      const lender = this.lenderFor(p, pegs);
      if (lender < 0) continue;
      this.left--;
      const rest = exchange.supply.length;
      exchange.swap(p, lender);
      for (let one = rest; one < exchange.supply.length; one++) pegs.push(one);
      for (const one of [lender, ...pegs.slice(pegs.length - (exchange.supply.length - rest))])
        if (this.isLate(one)) this.queue(late, one);
    }
  }

  private queue(late: number[], p: number): void {
    const at = late.findIndex((other) => this.useOf(other) > this.useOf(p));
    late.splice(at < 0 ? late.length : at, 0, p);
  }

  private useOf(p: number): number {
    return this.use[this.exchange.consumer[p]!]!;
  }

  private thereFor(p: number): number {
    return this.available[this.exchange.provider(p)]!;
  }

  private isLate(p: number): boolean {
    return this.exchange.free(p) && this.thereFor(p) > this.useOf(p);
  }

  /** Of what is there before `late`, and in time if anything is, the peg of who draws last; −1: none. */
  private lenderFor(late: number, pegs: readonly number[]): number {
    const { exchange, situation } = this;
    this.looks -= pegs.length;
    const [need, there] = [this.useOf(late), this.thereFor(late)];
    let found = -1;
    let best = there;
    for (const p of pegs) {
      const use = this.useOf(p);
      const got = Math.max(need, this.thereFor(p));
      if (use <= need || got > best || got >= there || !exchange.free(p)) continue;
      if (got === best && found >= 0 && use <= this.useOf(found)) continue;
      const task = exchange.consumer[p]!;
      if (there > use && task < situation.jobs.tasks && !situation.mayMove(task)) continue;
      found = p;
      best = got;
    }
    return found;
  }

  /** When a supply is there: an order as much later than it stood, or is wanted, as what it draws on comes too late. */
  private comes(s: number): number {
    const { jobs, standing, model, rows } = this.situation;
    const [from, count] = [jobs.first[s]!, jobs.count[s]!];
    if (count === 0) return this.available[s]!;
    let late = 0;
    for (let t = from; t < from + count; t++)
      late = Math.max(late, this.exchange.there(t, -Infinity, this.available) - this.use[t]!);
    const row = standing.row[s];
    const stood = rows.orders.get(standing.names[s] ?? '')?.end ?? (row && 'arrival' in row ? row.arrival : undefined);
    const wanted = jobs.network.need[s]!;
    const end = stood ?? (wanted < Infinity ? wanted : model.now);
    return Math.max(model.now, end) + late;
  }
}
