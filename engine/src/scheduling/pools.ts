/** What steps hold beside their machine, people of crews and pieces of tools, each as a profile over time. */
import type { Shop } from './compile.ts';
import { Profile } from './profile.ts';

export class Pools {
  /** Crews or tools are not asked for: to learn whether it is they that are missing. */
  aside: 'people' | 'tools' | undefined;
  private readonly shop: Shop;
  private readonly crews: readonly Profile[];
  private readonly tools: readonly Profile[];

  constructor(shop: Shop) {
    this.shop = shop;
    this.crews = shop.crewSize.map((size) => new Profile(size));
    this.tools = shop.toolCount.map((count) => new Profile(count));
  }

  clear(): void {
    const { shop } = this;
    for (const profile of this.crews) profile.clear();
    for (const profile of this.tools) profile.clear();
    for (const { crew, from, to, people } of shop.crewAway) this.crews[crew]!.take(from, to, people);
    for (const { tool, from, to } of shop.toolDown) this.tools[tool]!.take(from, to, shop.toolCount[tool]!);
  }

  copyOf(other: Pools): void {
    this.crews.forEach((profile, i) => profile.copyOf(other.crews[i]!));
    this.tools.forEach((profile, i) => profile.copyOf(other.tools[i]!));
  }

  /** A step holds something beside its machine. */
  asked(step: number): boolean {
    const { crew, toolFrom } = this.shop.steps;
    return crew[step]! >= 0 || toolFrom[step + 1]! > toolFrom[step]!;
  }

  /** Takes what a step holds over [from, to); −1 gives it back. */
  take(step: number, from: number, to: number, sign: 1 | -1): void {
    const { crew, crewSize, toolFrom, tool, toolQty } = this.shop.steps;
    if (crew[step]! >= 0) this.crews[crew[step]!]!.take(from, to, sign * crewSize[step]!);
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      this.tools[tool[i]!]!.take(from, to, sign * toolQty[i]!);
  }

  /** When the latest of the first conflicts of a step within [from, to) is over; −Infinity where there is none. */
  busyUntil(step: number, from: number, to: number): number {
    const { crew, crewSize, toolFrom, tool, toolQty } = this.shop.steps;
    let until = -Infinity;
    if (crew[step]! >= 0 && this.aside !== 'people')
      until = this.crews[crew[step]!]!.busyUntil(from, to, crewSize[step]!);
    if (this.aside === 'tools') return until;
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      until = Math.max(until, this.tools[tool[i]!]!.busyUntil(from, to, toolQty[i]!));
    return until;
  }

  /** When the earliest of the last conflicts of a step within [from, to) begins; Infinity where there is none. */
  busyFrom(step: number, from: number, to: number): number {
    const { crew, crewSize, toolFrom, tool, toolQty } = this.shop.steps;
    let since = Infinity;
    if (crew[step]! >= 0) since = this.crews[crew[step]!]!.busyFrom(from, to, crewSize[step]!);
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      since = Math.min(since, this.tools[tool[i]!]!.busyFrom(from, to, toolQty[i]!));
    return since;
  }
}
