/** What steps hold beside their machine, people of crews and pieces of tools, each as a profile over time. */
import type { Shop } from './compile.ts';
import { Profile } from './profile.ts';

export class Pools {
  /** Crews or tools are not asked for: to learn whether it is they that are missing. */
  aside: 'people' | 'tools' | undefined;
  private readonly shop: Shop;
  private readonly crews: readonly Profile[];
  private readonly tools: readonly Profile[];
  /** 1: a step holds something beside its machine. */
  private readonly asks: Uint8Array;

  constructor(shop: Shop) {
    this.shop = shop;
    this.crews = shop.crewSize.map((size) => new Profile(size));
    this.tools = shop.toolCount.map((count) => new Profile(count));
    const { count, setupBy, runBy, toolFrom } = shop.steps;
    this.asks = new Uint8Array(count);
    for (let step = 0; step < count; step++)
      if (setupBy[step]! >= 0 || runBy[step]! >= 0 || toolFrom[step + 1]! > toolFrom[step]!) this.asks[step] = 1;
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
    return this.asks[step] === 1;
  }

  /** Takes what a step holds over [from, to), its set-up being over at `mid`; −1 gives it back. */
  take(step: number, from: number, mid: number, to: number, sign: 1 | -1): void {
    const { setupBy, setupBySize, runBy, runBySize, phased } = this.shop.steps;
    const first = setupBy[step]!;
    const then = runBy[step]!;
    if (first >= 0) this.crews[first]!.take(from, phased[step] ? mid : to, sign * setupBySize[step]!);
    if (phased[step] && then >= 0) this.crews[then]!.take(mid, to, sign * runBySize[step]!);
    this.takeTools(step, from, to, sign);
  }

  /** As `take`, for tools alone. */
  takeTools(step: number, from: number, to: number, sign: 1 | -1): void {
    const { toolFrom, tool, toolQty } = this.shop.steps;
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      this.tools[tool[i]!]!.take(from, to, sign * toolQty[i]!);
  }

  /** When the latest of the first conflicts of a step within [from, to) is over, that of who attends its run aside; −Infinity: none. */
  busyUntil(step: number, from: number, mid: number, to: number): number {
    const { setupBy, setupBySize, phased } = this.shop.steps;
    let until = -Infinity;
    const first = setupBy[step]!;
    const attended = phased[step] ? mid : to;
    if (first >= 0 && this.aside !== 'people' && !(phased[step] && attended === from))
      until = this.crews[first]!.busyUntil(from, attended, setupBySize[step]!);
    return Math.max(until, this.toolsBusyUntil(step, from, to));
  }

  /** As `busyUntil`, for tools alone. */
  toolsBusyUntil(step: number, from: number, to: number): number {
    const { toolFrom, tool, toolQty } = this.shop.steps;
    let until = -Infinity;
    if (this.aside === 'tools') return until;
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      until = Math.max(until, this.tools[tool[i]!]!.busyUntil(from, to, toolQty[i]!));
    return until;
  }

  /** When the earliest of the last conflicts of a step within [from, to) begins, that of who sets it up aside where others run it; Infinity: none. */
  busyFrom(step: number, from: number, mid: number, to: number): number {
    const { runBy, runBySize, phased, toolFrom, tool, toolQty } = this.shop.steps;
    let since = Infinity;
    const then = runBy[step]!;
    const attended = phased[step] ? mid : from;
    if (then >= 0 && !(phased[step] && attended === to))
      since = this.crews[then]!.busyFrom(attended, to, runBySize[step]!);
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      since = Math.min(since, this.tools[tool[i]!]!.busyFrom(from, to, toolQty[i]!));
    return since;
  }

  /** Which of what a step holds is taken more often than it is there, over some of its time. */
  over(step: number, from: number, mid: number, to: number): 'people' | 'tools' | undefined {
    const { setupBy, runBy, phased, toolFrom, tool } = this.shop.steps;
    const over = (profile: Profile | undefined, a: number, b: number) =>
      profile !== undefined && a < b && profile.busyUntil(a, b, 0) > -Infinity;
    if (over(this.crews[setupBy[step]!], from, phased[step] ? mid : to)) return 'people';
    if (phased[step] && over(this.crews[runBy[step]!], mid, to)) return 'people';
    for (let i = toolFrom[step]!; i < toolFrom[step + 1]!; i++)
      if (over(this.tools[tool[i]!], from, to)) return 'tools';
    return undefined;
  }

  /** Something that a step holds beside its machine is there for it over a time. */
  free(step: number, from: number, mid: number, to: number): boolean {
    return this.busyUntil(step, from, mid, to) === -Infinity && this.runBusyUntil(step, mid, to) === -Infinity;
  }

  /** As `busyUntil`, for who attends the run of a phased step alone. */
  runBusyUntil(step: number, mid: number, to: number): number {
    const crew = this.shop.steps.runBy[step]!;
    if (crew < 0 || this.aside === 'people' || mid === to) return -Infinity;
    return this.crews[crew]!.busyUntil(mid, to, this.shop.steps.runBySize[step]!);
  }

  /** As `busyFrom`, for who sets up a phased step alone. */
  setupBusyFrom(step: number, from: number, mid: number): number {
    const crew = this.shop.steps.setupBy[step]!;
    return crew < 0 || from === mid
      ? Infinity
      : this.crews[crew]!.busyFrom(from, mid, this.shop.steps.setupBySize[step]!);
  }
}
