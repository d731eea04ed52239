/**
 * What a work order becomes when it is released: its own copy of the routing and of the material it draws. From then
 * on a change of the item's structure does not touch it. Pure; quantities in steps.
 */
import { type Qty, qty, type Ratio, ratio, times } from '@hotlist/engine';

export interface BillLine {
  readonly component: string;
  readonly qtyPer: Ratio;
  readonly seq: number;
  /** Lost share of the component. */
  readonly scrap: Ratio | undefined;
  readonly perOrder: Qty;
  readonly alternateGroup: string | null;
  readonly rank: number;
}

export interface Structure {
  /** Lines of an item that count on the day of release. */
  readonly billOf: (item: string) => readonly BillLine[];
  readonly isPhantom: (item: string) => boolean;
  readonly decimalsOf: (item: string) => number;
}

export interface DrawnMaterial {
  readonly item: string;
  readonly seq: number;
  readonly qty: Qty;
}

/** Quantity that must be started so that `good` come out after the order's and the steps' yields. */
export function startedFor(good: Qty, yields: readonly (Ratio | undefined)[]): Qty {
  let started: number = good;
  for (const share of yields) if (share) started = times(started, ratio(share.den, share.num), 'up');
  return qty(started);
}

/**
 * Material for `started` of an item: each line once, phantoms exploded through, of alternatives the one ranked
 * first. Needs are rounded up to the component's step, once per line.
 */
export function materialFor(item: string, started: Qty, structure: Structure): readonly DrawnMaterial[] {
  const drawn = new Map<string, DrawnMaterial>();
  const explode = (parent: string, quantity: Qty, at: number | undefined): void => {
    for (const line of firstOfEachGroup(structure.billOf(parent))) {
      const needed = neededOf(line, parent, quantity, structure);
      const seq = at ?? line.seq;
      if (structure.isPhantom(line.component)) {
        explode(line.component, needed, seq);
        continue;
      }
      const name = `${line.component}\n${seq}`;
      drawn.set(name, { item: line.component, seq, qty: qty((drawn.get(name)?.qty ?? 0) + needed) });
    }
  };
  explode(item, started, undefined);
  return [...drawn.values()].sort((a, b) => a.seq - b.seq || (a.item < b.item ? -1 : 1));
}

function neededOf(line: BillLine, parent: string, quantity: Qty, { decimalsOf }: Structure): Qty {
  const [from, to] = [decimalsOf(parent), decimalsOf(line.component)];
  const perStep = ratio(line.qtyPer.num * 10 ** Math.max(0, to - from), line.qtyPer.den * 10 ** Math.max(0, from - to));
  const withLoss = line.scrap
    ? ratio(perStep.num * (line.scrap.den + line.scrap.num), perStep.den * line.scrap.den)
    : perStep;
  return qty(times(quantity, withLoss, 'up') + line.perOrder);
}

function firstOfEachGroup(lines: readonly BillLine[]): readonly BillLine[] {
  const best = new Map<string, BillLine>();
  for (const line of lines) {
    if (line.alternateGroup === null) continue;
    const known = best.get(line.alternateGroup);
    if (!known || line.rank < known.rank) best.set(line.alternateGroup, line);
  }
  return lines.filter((line) => line.alternateGroup === null || best.get(line.alternateGroup) === line);
}
