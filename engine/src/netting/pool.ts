import type { Network } from './network.ts';

/** Supplies with something left, item by item: the latest last, and of those the first to expire last. */
export class Pool {
  private readonly network: Network;
  private readonly byItem: number[][];

  constructor(network: Network, items: number) {
    this.network = network;
    this.byItem = Array.from({ length: items }, () => []);
  }

  of(item: number): number[] {
    return this.byItem[item]!;
  }

  add(supply: number): void {
    const pool = this.of(this.network.item[supply]!);
    const { available, expires } = this.network;
    let at = pool.length;
    const later = (other: number) =>
      available[other]! > available[supply]! ||
      (available[other] === available[supply] && expires[other]! < expires[supply]!);
    while (at > 0 && later(pool[at - 1]!)) at--;
    // Same date and shelf life: the first by id is looked at first, so it stands last.
    while (at > 0 && available[pool[at - 1]!] === available[supply] && expires[pool[at - 1]!] === expires[supply]) at--;
    pool.splice(at, 0, supply);
  }
}
