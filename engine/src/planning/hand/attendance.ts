/**
 * People and tools while only some tasks are looked at. Whoever looks for them must not meet those whose turn is to come: of what
 * he asks for they are set aside, and are back when their turn has passed.
 */
import type { Shop } from '../../scheduling/compile.ts';
import type { Floor } from '../../scheduling/floor.ts';
import type { Lineup } from './lineup.ts';

export class Attendance {
  private readonly lineup: Lineup;
  private readonly floor: Floor;
  /** By step, what it asks for. */
  private readonly asks: readonly (readonly number[])[];
  /** Who asks for each crew, then for each tool, in turn; what is fixed and what runs hold theirs all along. */
  private readonly users: readonly number[][];
  private readonly next: Int32Array;
  /** 1: of this crew or tool those to come are set aside. */
  private readonly asked: Uint8Array;
  private readonly aside: Uint8Array;

  private readonly stands: (t: number) => boolean;

  /** `stands`: whether a task holds what it held where it stood. */
  constructor(lineup: Lineup, floor: Floor, stands: (t: number) => boolean) {
    this.lineup = lineup;
    this.floor = floor;
    this.stands = stands;
    const { shop } = lineup.jobs.model;
    this.asks = Array.from({ length: shop.steps.count }, (_, step) => asksOf(shop, step));
    this.users = Array.from({ length: shop.crewSize.length + shop.toolCount.length }, () => []);
    for (const t of lineup.order)
      if (lineup.stays[t] === 0 && floor.asks(lineup.jobs.step[t]!))
        for (const one of this.of(t)) this.users[one]!.push(t);
    this.next = new Int32Array(this.users.length);
    this.asked = new Uint8Array(this.users.length);
    this.aside = new Uint8Array(lineup.jobs.places);
  }

  begin(): void {
    for (const column of [this.next, this.asked, this.aside]) column.fill(0);
  }

  /** Before a task looks for what it asks for: those before it are there, those after it are not. */
  turnOf(t: number, isPast: (other: number) => boolean): void {
    for (const one of this.of(t)) {
      this.pass(one, isPast);
      if (this.asked[one] === 1) continue;
      this.asked[one] = 1;
      const users = this.users[one]!;
      for (let i = this.next[one]!; i < users.length; i++) this.setAside(users[i]!);
    }
  }

  /** Those to come who ask for the same as a task within [from, to). */
  meet(t: number, from: number, to: number, isPast: (other: number) => boolean, visit: (other: number) => void): void {
    const { lineup } = this;
    for (const one of this.of(t)) {
      this.pass(one, isPast);
      const users = this.users[one]!;
      for (let i = this.next[one]!; i < users.length; i++) {
        const other = users[i]!;
        if (lineup.start[other]! >= to) break;
        if (lineup.end[other]! > from) visit(other);
      }
    }
  }

  /** A task holds again what it was set aside of. */
  restore(t: number): void {
    if (this.aside[t] === 0) return;
    this.aside[t] = 0;
    this.floor.hold(t, 1);
  }

  /** All that were set aside hold theirs again. */
  end(): void {
    this.users.forEach((users, one) => {
      if (this.asked[one] === 1) for (const t of users) this.restore(t);
    });
  }

  /** Whether so many ask for the same that looking at all is no more work. */
  isWide(t: number, most: number): boolean {
    return this.of(t).some((one) => this.users[one]!.length > most);
  }

  private pass(one: number, isPast: (other: number) => boolean): void {
    const users = this.users[one]!;
    for (; this.next[one]! < users.length && isPast(users[this.next[one]!]!); this.next[one]! += 1)
      this.restore(users[this.next[one]!]!);
  }

  private setAside(t: number): void {
    if (this.aside[t] === 1 || !this.stands(t)) return;
    this.aside[t] = 1;
    this.floor.hold(t, -1);
  }

  /** Crews and tools that the step of a task asks for. */
  private of(t: number): readonly number[] {
    return this.asks[this.lineup.jobs.step[t]!]!;
  }
}

function asksOf({ steps, crewSize }: Shop, step: number): readonly number[] {
  const crews = new Set([steps.setupBy[step]!, steps.runBy[step]!]);
  crews.delete(-1);
  const tools = steps.tool.slice(steps.toolFrom[step]!, steps.toolFrom[step + 1]!);
  return [...crews, ...Array.from(tools, (tool) => crewSize.length + tool)];
}
