/**
 * Steps whose set-up and run are attended differently: by a crew and then nobody, by a setter and then an operator.
 *
 *   from ───── set-up ─────▶ mid ─ ─ ─ run ─ ─ ─ ▶ to
 *        machine and its        machine, and who
 *        setter work            attends the run, work
 *
 * The machine is held throughout. A run that may pause begins when it can, after `mid` at the earliest. Results of a
 * search are left in `from`, `mid` and `to` (no objects in the loop).
 */
import type { WorkingTime } from '../calendar/working-time.ts';
import type { Shop } from './compile.ts';

export class Phases {
  step = 0;
  from = 0;
  mid = 0;
  to = 0;
  private first!: WorkingTime;
  private then!: WorkingTime;
  private setup = 0;
  private run = 0;
  private pausable = true;
  private readonly shop: Shop;

  constructor(shop: Shop) {
    this.shop = shop;
  }

  /** The step that is looked at next: on a machine, with so many working seconds in all, `setup` of them (at speed 1) for the set-up. */
  of(step: number, machine: number, setup: number, work: number): this {
    const { steps } = this.shop;
    this.step = step;
    this.first = this.shop.timesOf(machine, steps.setupBy[step]!);
    this.then = this.shop.timesOf(machine, steps.runBy[step]!);
    this.setup = Math.min(work, this.shop.scaled(machine, setup));
    this.run = work - this.setup;
    this.pausable = steps.pausable[step]!;
    return this;
  }

  /** The earliest place at or after `at`; false where there is none. */
  forward(at: number): boolean {
    return this.pausable ? this.after(at) : this.unbrokenAfter(at);
  }

  /** The latest place that ends by `limit`, not before `notBefore`; false where there is none. */
  backward(limit: number, notBefore: number): boolean {
    if (!this.pausable) return this.unbrokenBefore(limit, notBefore);
    const run = this.run === 0 ? limit : this.then.subtract(limit, this.run);
    const from = run === -Infinity || this.setup === 0 ? run : this.first.subtract(run, this.setup);
    return from >= notBefore && this.after(from);
  }

  /** From when a start is no use before: the run of the place just found cannot begin before `at`. */
  startWithRunFrom(at: number): number {
    if (at === Infinity || at === -Infinity) return at;
    const start = this.pausable && this.setup > 0 ? this.first.subtract(at, this.setup) : at - this.setup;
    return start > this.from ? start : at;
  }

  /** Until when an end is no use after: the set-up of the place just found cannot end after `at`. */
  endWithSetupBy(at: number): number {
    if (at === Infinity || at === -Infinity) return at;
    const end = this.pausable && this.run > 0 ? this.then.add(at, this.run) : at + this.run;
    return end < this.to ? end : at;
  }

  /** The run of the place just found begins at a position of its calendar, or later. */
  runsFrom(position: number): boolean {
    return this.then.workBefore(this.mid) >= position;
  }

  /** As `startWithRunFrom`, of a position of the calendar of the run. */
  startWithRunAt(position: number): number {
    return this.startWithRunFrom(this.then.add(this.then.opens[0]!, position));
  }

  private after(at: number): boolean {
    if (this.setup > 0) {
      this.from = this.first.nextOpen(at);
      this.mid = this.first.add(this.from, this.setup);
    } else {
      this.from = this.then.nextOpen(at);
      this.mid = this.from;
    }
    this.to = this.run > 0 ? this.then.add(this.mid, this.run) : this.mid;
    return this.to < Infinity;
  }

  private unbrokenAfter(at: number): boolean {
    for (let from = at; ; ) {
      if (this.setup > 0) from = this.first.addWithin(from, this.setup);
      const run = this.run > 0 ? this.then.addWithin(from + this.setup, this.run) : from + this.setup;
      if (run === Infinity) return false;
      if (run === from + this.setup || this.setup === 0) return this.keep(run - this.setup);
      from = run - this.setup;
    }
  }

  private unbrokenBefore(limit: number, notBefore: number): boolean {
    for (let to = limit; ; ) {
      const run = this.run > 0 ? this.then.subtractWithin(to, this.run, notBefore) : to;
      const from = this.setup > 0 && run > -Infinity ? this.first.subtractWithin(run, this.setup, notBefore) : run;
      if (from === -Infinity || from < notBefore) return false;
      if (from + this.setup === run) return this.keep(from);
      to = from + this.setup + this.run;
    }
  }

  private keep(from: number): boolean {
    this.from = from;
    this.mid = from + this.setup;
    this.to = this.mid + this.run;
    return true;
  }
}
