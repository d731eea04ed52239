/** What an order draws by its bill: the files of a plan name orders and steps, not the material, so it is worked out again. */
import {
  type Component,
  type Item,
  type OpenWorkOrder,
  type Operation,
  type PlannedOrder,
  type Problem,
  type Qty,
  qty,
  type Ratio,
  ratio,
  type Second,
  times,
} from '@hotlist/engine';

export interface Draw {
  readonly item: string;
  readonly qty: Qty;
  readonly at: Second;
  readonly seq: number;
}

interface OrderShape {
  readonly item: string;
  readonly qty: Qty;
  readonly start: Second;
  readonly work?: OpenWorkOrder;
  readonly steps: readonly Operation[];
  /** When each step of the plan starts, by its sequence. */
  readonly starts: ReadonlyMap<number, Second>;
}

const inverse = ({ num, den }: Ratio): Ratio => ratio(den, num);
const product = (a: Ratio, b: Ratio): Ratio => {
  const [left, right] = [ratio(a.num, b.den), ratio(b.num, a.den)];
  return ratio(left.num * right.num, left.den * right.den);
};

/** What enters each step so that so much good comes out; rounded up at each, as nobody starts half a piece. */
export function entering(
  good: number,
  steps: readonly Operation[],
  item: Pick<Item, 'yield'>,
): { readonly started: number; readonly each: readonly number[] } {
  let entering = item.yield ? times(good, inverse(item.yield), 'up') : good;
  const each: number[] = [];
  for (const step of steps.toReversed()) {
    if (step.yield) entering = times(entering, inverse(step.yield), 'up');
    each.unshift(entering);
  }
  return { started: entering, each };
}

export class Bills {
  private readonly lines = new Map<string, Component[]>();
  private readonly items: ReadonlyMap<string, Item>;
  /** What of each item is not yet spoken for: tells which of several alternatives was taken. */
  private readonly left = new Map<string, number>();

  constructor(problem: Problem, supplied: Iterable<readonly [item: string, qty: number]>) {
    this.items = new Map(problem.items.map((item) => [item.id, item]));
    for (const line of problem.components) {
      const list = this.lines.get(line.parent);
      if (list) list.push(line);
      else this.lines.set(line.parent, [line]);
    }
    for (const [item, quantity] of supplied) this.left.set(item, (this.left.get(item) ?? 0) + quantity);
  }

  /** By the bill in force when the order starts; a work order with materials of its own draws those. */
  drawsOf(order: OrderShape): readonly Draw[] {
    const first = order.steps[0]?.seq ?? 0;
    const at = (seq: number): Second => order.starts.get(seq) ?? order.start;
    if (order.work?.materials) {
      return order.work.materials
        .filter((material) => material.qty > 0)
        .map((material) => ({
          item: material.item,
          qty: material.qty,
          seq: seqAmong(order.steps, material.seq, first),
        }))
        .map((draw) => ({ ...draw, at: at(draw.seq) }));
    }
    const item = this.items.get(order.item);
    if (!item) return [];
    const { started, each } = entering(order.qty, order.steps, item);
    const finished = new Set(order.work?.operations?.filter((step) => step.done).map((step) => step.seq));
    const firstOfAll = Math.min(...(order.work?.operations ?? order.steps).map((step) => step.seq));
    const draws: Draw[] = [];
    for (const line of this.inForce(order.item, order.start)) {
      if (finished.has(line.seq ?? firstOfAll)) continue;
      const seq = seqAmong(order.steps, line.seq, first);
      const step = order.steps.findIndex((one) => one.seq === seq);
      const open = (order.steps[step] as { qtyOpen?: number } | undefined)?.qtyOpen;
      for (const draw of this.explode(line, item, open ?? each[step] ?? started, order.start))
        draws.push({ ...draw, seq, at: at(seq) });
    }
    return draws;
  }

  private explode(line: Component, parent: Item, quantity: number, at: Second): readonly { item: string; qty: Qty }[] {
    const part = this.items.get(line.component);
    if (!part) return [];
    const perStep = product(line.qtyPer, ratio(10 ** part.decimals, 10 ** parent.decimals));
    const per = line.scrap ? product(perStep, ratio(line.scrap.den + line.scrap.num, line.scrap.den)) : perStep;
    const need = times(quantity, per, 'up') + (line.perOrder ?? 0);
    if (part.supply === 'phantom')
      return this.inForce(part.id, at).flatMap((below) => this.explode(below, part, need, at));
    this.left.set(part.id, (this.left.get(part.id) ?? 0) - need);
    return need > 0 ? [{ item: part.id, qty: qty(need) }] : [];
  }

  /** Of alternatives the best that still has supply; else the best. */
  private inForce(parent: string, at: Second): readonly Component[] {
    const lines = (this.lines.get(parent) ?? []).filter(
      (line) => (line.from ?? at) <= at && (line.to === undefined || at < line.to),
    );
    const best = new Map<string, Component>();
    for (const line of lines.toSorted((a, b) => (a.priority ?? 1) - (b.priority ?? 1))) {
      if (line.alternateGroup === undefined) continue;
      const taken = best.get(line.alternateGroup);
      if (!taken || ((this.left.get(taken.component) ?? 0) <= 0 && (this.left.get(line.component) ?? 0) > 0))
        best.set(line.alternateGroup, line);
    }
    return lines.filter((line) => line.alternateGroup === undefined || best.get(line.alternateGroup) === line);
  }
}

/** The step that consumes: the one named, where it is still to run, else the first. */
const seqAmong = (steps: readonly Operation[], seq: number | undefined, first: number): number =>
  seq !== undefined && steps.some((step) => step.seq === seq) ? seq : first;

/** When an order's goods may be used: after the last step and what must pass after it. */
export const readyAt = (order: Pick<PlannedOrder, 'end'>, lastEnd: number | undefined, gapAfter: number): number =>
  lastEnd === undefined ? order.end : Math.max(order.end, lastEnd + gapAfter);

/** What an order yields beside its item: by its good quantity or by what enters the step named, rounded down. */
export function yieldedBy(
  problem: Problem,
): (order: Pick<PlannedOrder, 'item' | 'qty'>, steps: readonly Operation[]) => { item: string; qty: Qty }[] {
  const items = new Map(problem.items.map((item) => [item.id, item]));
  return (order, steps) =>
    (problem.outputs ?? []).flatMap((output) => {
      const [made, beside] = [items.get(order.item), items.get(output.item)];
      if (output.parent !== order.item || !made || !beside) return [];
      const at = steps.findIndex((step) => step.seq === output.seq);
      const open = (steps[at] as { qtyOpen?: number } | undefined)?.qtyOpen;
      const by = open ?? entering(order.qty, steps, made).each[at] ?? order.qty;
      const per = product(output.qtyPer, ratio(10 ** beside.decimals, 10 ** made.decimals));
      const count = times(by, per, 'down');
      return count > 0 ? [{ item: beside.id, qty: qty(count) }] : [];
    });
}
