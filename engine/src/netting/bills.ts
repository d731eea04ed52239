/** Which lines of a bill an order draws on: those in force when it starts, and of alternatives the one that can be had. */
import type { Alternative, Line } from './compile.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';
import type { Pool } from './pool.ts';

/** Orders that would start at `wish` or later take the bill in force at `at`, if that is later. */
export interface BillDate {
  readonly wish: number;
  readonly at: number;
}

export class Bills {
  private readonly model: Model;
  private readonly network: Network;
  private readonly pool: Pool;
  private readonly later: ReadonlyMap<number, readonly BillDate[]> | undefined;

  constructor(model: Model, network: Network, pool: Pool, later: ReadonlyMap<number, readonly BillDate[]> | undefined) {
    this.model = model;
    this.network = network;
    this.pool = pool;
    this.later = later;
  }

  /** When the bill of an order that would start at `wish` is looked up. */
  dateOf(item: number, wish: number): number {
    let at = Math.max(this.model.now, wish);
    for (const later of this.later?.get(item) ?? []) if (wish >= later.wish) at = Math.max(at, later.at);
    return at;
  }

  /** Between these dates the bill of the order is the same as at `at`. */
  keepDates(supply: number, at: number): void {
    for (const line of this.model.catalogue.lines[this.network.item[supply]!]!) {
      this.keepDate(supply, at, line.from);
      this.keepDate(supply, at, line.to);
    }
  }

  private keepDate(supply: number, at: number, date: number): void {
    const { billFrom, billTo } = this.network;
    if (date <= at) billFrom[supply] = Math.max(billFrom[supply]!, date);
    else billTo[supply] = Math.min(billTo[supply]!, date);
  }

  /** Lines in force at `at`; of alternatives, the preferred one that can be had. */
  effective(item: number, at: number): readonly Line[] {
    const lines = this.model.catalogue.lines[item]!;
    const plain = (line: Line) => line.alternatives.length === 0 && line.from <= at && at < line.to;
    if (lines.every(plain)) return lines;
    const inForce = lines.filter((line) => line.from <= at && at < line.to);
    const chosen = new Map<string, { readonly way: Alternative; readonly had: boolean }>();
    for (const line of inForce) {
      const had = this.canBeHad(line.component);
      for (const way of line.alternatives) {
        const rival = chosen.get(way.group);
        const better = !rival || (had === rival.had ? way.priority < rival.way.priority : had);
        if (better) chosen.set(way.group, { way, had });
      }
    }
    return inForce.filter((line) => line.alternatives.every((way) => chosen.get(way.group)?.way.choice === way.choice));
  }

  private canBeHad(item: number): boolean {
    const { catalogue } = this.model;
    return (
      catalogue.offers[item]!.length > 0 ||
      catalogue.moves[item]!.length > 0 ||
      catalogue.routingTo[item]! > catalogue.routingFrom[item]! ||
      catalogue.onPurpose[item] !== undefined ||
      this.pool.of(item).length > 0
    );
  }
}

/** Lines of a bill in force at `at` that an order used which drew on some of the components: of alternatives, the one it took. */
export function linesUsed(lines: readonly Line[], at: number, used: (component: number) => boolean): readonly Line[] {
  const inForce = lines.filter((line) => line.from <= at && at < line.to);
  const ways = new Map<string, Map<number, { readonly priority: number; fits: number }>>();
  for (const line of inForce)
    for (const { group, choice, priority } of line.alternatives) {
      const choices = ways.get(group) ?? new Map<number, { readonly priority: number; fits: number }>();
      ways.set(group, choices);
      const way = choices.get(choice) ?? { priority, fits: 0 };
      way.fits += used(line.component) ? 1 : -1;
      choices.set(choice, way);
    }
  const taken = new Map<string, number>();
  for (const [group, choices] of ways) {
    const best = [...choices].sort((a, b) => b[1].fits - a[1].fits || a[1].priority - b[1].priority)[0]!;
    taken.set(group, best[0]);
  }
  return inForce.filter(
    (line) => used(line.component) && line.alternatives.every(({ group, choice }) => taken.get(group) === choice),
  );
}
