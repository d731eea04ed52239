import type { Model } from './model.ts';
import { FOR_DEMAND, FOR_LINE, type Network } from './network.ts';

const NONE: readonly string[] = [];

/**
 * Which demands a supply is made for, down the tree: a reservation for a demand binds what is made for it at every
 * level. Kept only where something below a demand's own item is reserved for it, and only of such demands.
 */
export class Roots {
  private readonly bySupply = new Map<number, Set<string>>();
  private readonly network: Network;
  private readonly model: Model;
  private readonly asked: ReadonlySet<string>;

  constructor(model: Model, network: Network) {
    this.model = model;
    this.network = network;
    const itemOf = new Map(model.demands.map((demand) => [demand.id, demand.item]));
    this.asked = new Set(
      model.problem.allocations.flatMap(({ item, for: whom }) =>
        'demand' in whom && itemOf.get(whom.demand) !== item ? [whom.demand] : [],
      ),
    );
  }

  of(supply: number): Iterable<string> {
    return this.bySupply.get(supply) ?? NONE;
  }

  /** `consumer` draws on `supply`: a demand, or a line of an order. */
  add(supply: number, kind: number, consumer: number): void {
    if (this.asked.size === 0) return;
    const found = kind === FOR_LINE ? this.of(this.network.lineOrder[consumer]!) : this.demand(kind, consumer);
    for (const demand of found) {
      const known = this.bySupply.get(supply);
      if (known) known.add(demand);
      else this.bySupply.set(supply, new Set([demand]));
    }
  }

  private demand(kind: number, consumer: number): readonly string[] {
    if (kind !== FOR_DEMAND) return NONE;
    const { id } = this.model.demands[consumer]!;
    return this.asked.has(id) ? [id] : NONE;
  }
}
