/**
 * Search over linear orders, for shops whose resources are shared: an operation goes to another place between its
 * predecessors and successors (or to another mode), the serial decoder says what comes of it, justification draws it
 * tight (Valls, Ballestín and Quintanilla 2005: the best single addition to any search for projects). What is not worse
 * is kept.
 */
import type { Dice } from '../../units/dice.ts';
import type { Budget } from './budget.ts';
import type { Layout } from './compile.ts';
import type { Improved, Improver, Start } from './improver.ts';
import { lateness } from './objective.ts';
import { Serial } from './serial.ts';

export class Orders implements Improver {
  readonly patience = 400;
  onBetter: (objective: number) => void = () => {};
  private readonly serial: Serial;
  private readonly place: Int32Array;
  private readonly key: Int32Array;
  private spent = 0;
  private best = Infinity;

  constructor(
    private readonly layout: Layout,
    private readonly dice: Dice,
    private readonly budget: Budget,
  ) {
    this.serial = new Serial(layout);
    this.place = new Int32Array(layout.n);
    this.key = new Int32Array(layout.n);
  }

  improve(from: Start, target: number): Improved {
    const { n } = this.layout;
    let now = this.judge(from.order.slice(), from.mode.slice());
    for (let idle = 0; idle < this.patience && now.objective > target && n > 1 && !this.budget.over; idle++) {
      const mode = now.mode.slice();
      const order = this.shifted(now.order, mode);
      const next = this.judge(order, mode);
      if (next.objective > now.objective) continue;
      if (next.objective < now.objective) idle = 0;
      now = next;
    }
    return now;
  }

  /** One to three operations elsewhere. */
  private shifted(order: Int32Array, mode: Int32Array): Int32Array {
    const { dice, layout } = this;
    const moved = order.slice();
    for (let k = dice.below(3); k >= 0; k--) {
      const at = dice.below(layout.n);
      const v = moved[at]!;
      const modes = layout.modeFrom[v + 1]! - layout.modeFrom[v]!;
      if (modes > 1 && dice.share() < 0.5) mode[v] = layout.modeFrom[v]! + dice.below(modes);
      else this.shift(moved, at);
    }
    return moved;
  }

  private shift(order: Int32Array, at: number): void {
    const { layout, place, dice } = this;
    const { n, predFrom, predOp, succFrom, succOp } = layout;
    const v = order[at]!;
    for (let k = 0; k < n; k++) place[order[k]!] = k;
    let low = 0;
    let high = n - 1;
    for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++) low = Math.max(low, place[predOp[e]!]! + 1);
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) high = Math.min(high, place[succOp[e]!]! - 1);
    const to = low + dice.below(high - low + 1);
    if (to > at) order.copyWithin(at, at + 1, to + 1);
    else order.copyWithin(to + 1, to, at);
    order[to] = v;
  }

  /** Decodes forwards, then from the end, then forwards again, and keeps the better of the two. */
  private judge(order: Int32Array, mode: Int32Array): Improved {
    const { serial, key } = this;
    serial.decode(order, mode, false);
    const plain = this.seen(order, mode);
    for (let v = 0; v < key.length; v++) key[v] = serial.end[v]!;
    this.sort(order);
    serial.decode(order, mode, true);
    for (let v = 0; v < key.length; v++) key[v] = -serial.end[v]!;
    this.sort(order);
    serial.decode(order, mode, false);
    const tight = this.seen(order, mode);
    this.budget.spend(serial.work - this.spent);
    this.spent = serial.work;
    return tight.objective <= plain.objective ? tight : plain;
  }

  /** By `key`; equal keys keep their order, so that predecessors stay before. */
  private sort(order: Int32Array): void {
    const { key, place } = this;
    for (let k = 0; k < order.length; k++) place[order[k]!] = k;
    order.sort((v, w) => key[v]! - key[w]! || place[v]! - place[w]!);
  }

  private seen(order: Int32Array, mode: Int32Array): Improved {
    const { start, end } = this.serial;
    const objective = lateness(this.layout, end);
    if (objective < this.best) {
      this.best = objective;
      this.onBetter(objective);
    }
    return { order: order.slice(), mode, objective, end: end.slice(), shape: start.slice() };
  }
}
