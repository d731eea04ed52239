/**
 * The production sheet of a customer line, assembled as rows of a tree: an item that is needed, under it the supplies
 * that serve it, under a made supply its material and its steps, material standing before the step that draws it.
 * Pure: facts in, rows out. Quantities in the item's unit, exact to six decimals; times are instants (ISO 8601 UTC),
 * compared as text, so all come in one form.
 */
import { later } from '../../house/clock.ts';

export interface Peg {
  readonly supply: string;
  readonly item: string;
  readonly qty: number;
  readonly at: string;
}

export interface PlannedOrder {
  readonly id: string;
  readonly item: string;
  readonly qty: number;
  readonly starts: string;
  readonly ends: string;
  readonly workOrder: string | null;
  readonly state: string | null;
}

/** A purchase line, a planned purchase or a lot of stock: what does not branch further. */
export interface Leaf {
  readonly qty: number;
  /** Null: it is there now. */
  readonly ready: string | null;
  readonly partner: string | null;
  readonly partnerName: string | null;
  readonly required: string | null;
  readonly promised: string | null;
  readonly orderAt: string | null;
  readonly place: string | null;
}

export interface Step {
  readonly seq: number;
  readonly name: string | null;
  readonly workCentre: string | null;
  readonly machine: string | null;
  /** Null where nothing is planned for it, or it is done. */
  readonly starts: string | null;
  readonly ends: string | null;
  readonly setupSeconds: number;
  readonly runSeconds: number;
  readonly crew: string | null;
  readonly crewSize: number;
  readonly outsideDays: number | null;
  readonly instructions: string | null;
  readonly state: 'planned' | 'waiting' | 'started' | 'done';
  readonly good: number | null;
  readonly scrap: number | null;
  readonly frozen: boolean;
}

export interface ItemWords {
  readonly name: string | null;
  readonly unit: string;
  readonly supply: string;
  readonly revision: string | null;
  readonly onHand: number;
  readonly reserved: number;
}

/** One level of an exploded structure. */
export interface Drawn {
  readonly item: string;
  readonly seq: number;
  readonly qty: number;
}

export interface SheetFacts {
  /** By consumer: 'demand/SO-1/1', 'planned/3', 'work/MO-1'. */
  readonly pegs: ReadonlyMap<string, readonly Peg[]>;
  readonly orders: ReadonlyMap<string, PlannedOrder>;
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** By order. */
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** At which step an order draws a component; 0: before the first. */
  readonly seqOf: (order: PlannedOrder, component: string) => number;
  readonly item: (code: string) => ItemWords;
  /** Supplies and orders that the plan names as causes of the line's lateness. */
  readonly blamed: ReadonlySet<string>;
  readonly now: string;
  /** What making so many of an item draws and does, by its structure. */
  readonly explode: (
    item: string,
    qty: number,
  ) => { readonly drawn: readonly Drawn[]; readonly steps: readonly Step[] };
}

interface Place {
  /** The path to it: rows of one tree never share one. */
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
}

export interface ItemRow extends Place {
  readonly type: 'item';
  readonly item: string;
  readonly name: string | null;
  readonly unit: string;
  readonly revision: string | null;
  readonly need: number;
  /** When it would have to be there for the line to be in time. */
  readonly wanted: string | null;
  readonly onHand: number;
  /** On hand less what the plan or a person reserves of it. */
  readonly available: number;
  /** How much of the need has no supply in time. */
  readonly short: number;
}

export type SupplyKind = 'stock' | 'purchase' | 'work' | 'planned' | 'buy' | 'move' | 'nothing';

export interface SupplyRow extends Place {
  readonly type: 'supply';
  readonly kind: SupplyKind;
  /** As in the plan: 'purchase/PO-1/1'. */
  readonly supply: string;
  /** As people call it: 'PO-1/1'. */
  readonly called: string;
  readonly unit: string;
  readonly qty: number;
  /** How much the whole supply brings; the rest serves others. */
  readonly of: number;
  readonly starts: string | null;
  readonly ready: string | null;
  readonly inTime: boolean;
  readonly partner: string | null;
  readonly partnerName: string | null;
  readonly required: string | null;
  readonly promised: string | null;
  readonly place: string | null;
  readonly state: string | null;
  /** On the chain that sets the date of the line. */
  readonly critical: boolean;
  /** Its material and steps stand further up already. */
  readonly again: boolean;
}

export interface StepRow extends Place, Step {
  readonly type: 'step';
  readonly order: string;
  readonly critical: boolean;
}

export type SheetRow = ItemRow | SupplyRow | StepRow;

export interface Wanted {
  readonly consumer: string;
  readonly item: string;
  readonly qty: number;
  readonly due: string;
}

const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
const kinds: readonly string[] = ['stock', 'purchase', 'work', 'planned', 'buy', 'move'];

/** What a supply is called without its kind: 'purchase/PO-1/1' is PO-1/1. */
export const calledOf = (supply: string): string => {
  const [kind = '', ...rest] = supply.split('/');
  const name = rest.join('/');
  if (kind === 'planned') return `planned order ${name}`;
  if (kind === 'buy') return `planned purchase ${name}`;
  return kind === 'move' ? `planned move ${name}` : name;
};

const kindOf = (supply: string): SupplyKind => {
  const kind = supply.slice(0, supply.indexOf('/'));
  if (!kinds.includes(kind)) throw new Error(`a supply of no known kind: ${supply}`);
  return kind as SupplyKind;
};

/** Deeper than any real structure; a circle in old data ends here. */
const deepest = 40;
const oneDay = 86_400_000;

export function sheetOf(line: Wanted, facts: SheetFacts): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  const shown = new Set<string>();
  const readyOf = (supply: string): string | null =>
    facts.orders.get(supply)?.ends ?? facts.leaves.get(supply)?.ready ?? null;

  const need = (
    item: string,
    qty: number,
    wanted: string | null,
    pegs: readonly Peg[],
    place: Place,
    critical: boolean,
  ): void => {
    const { name, unit, revision, onHand, reserved } = facts.item(item);
    const inTime = (name: string): boolean => !lateFor(name, wanted);
    const covered = pegs.reduce((sum, peg) => sum + peg.qty, 0);
    const punctual = pegs.reduce((sum, peg) => sum + (inTime(peg.supply) ? peg.qty : 0), 0);
    const missing = exact(Math.max(0, qty - covered));
    const available = exact(onHand - reserved);
    // Where nothing is planned, what lies there free is all there is.
    const short = exact(Math.max(0, qty - punctual - (pegs.length === 0 ? Math.max(0, available) : 0)));
    rows.push({
      type: 'item',
      ...place,
      item,
      name,
      unit,
      revision,
      need: exact(qty),
      wanted,
      onHand,
      available,
      short,
    });
    const last = latest(pegs, wanted);
    for (const peg of pegs)
      supply(peg, wanted, unit, below(place, peg.supply), critical && peg === last, inTime(peg.supply));
    if (missing > 0 && place.depth < deepest) nothing(item, missing, unit, below(place, 'nothing'));
  };

  /**
   * Whether a supply itself comes too late. What the plan makes or orders later only because nothing needs it sooner
   * is not: it is late when the plan names it as a cause, when its material is, or when it is ordered already.
   */
  const lateFor = (name: string, wanted: string | null, depth = 0): boolean => {
    const ready = readyOf(name);
    if (ready === null || depth > deepest) return false;
    if (wanted === null || ready <= wanted) return false;
    const order = facts.orders.get(name);
    if (order === undefined) return !isMovable(name) || facts.blamed.has(name);
    if (depth === 0 && wanted === line.due && order.item === line.item) return true;
    if (facts.blamed.has(name)) return true;
    const by = lateness(order, wanted);
    return (facts.pegs.get(name) ?? []).some((peg) => lateFor(peg.supply, earlier(peg.at, by), depth + 1));
  };
  const isMovable = (name: string): boolean => {
    const orderAt = facts.leaves.get(name)?.orderAt ?? null;
    return orderAt !== null && Date.parse(orderAt) - Date.parse(facts.now) > oneDay;
  };

  /** The peg that sets the date: of those that are late, else of all, the last to be ready. */
  const latest = (pegs: readonly Peg[], wanted: string | null, by = 0): Peg | undefined => {
    const late = pegs.filter((peg) => lateFor(peg.supply, by === 0 ? wanted : earlier(peg.at, by)));
    let last: Peg | undefined;
    for (const peg of late.length > 0 ? late : pegs) {
      const ready = readyOf(peg.supply);
      if (ready !== null && (last === undefined || ready > (readyOf(last.supply) ?? ''))) last = peg;
    }
    return last;
  };

  const supply = (
    peg: Peg,
    wanted: string | null,
    unit: string,
    place: Place,
    critical: boolean,
    inTime: boolean,
  ): void => {
    const order = facts.orders.get(peg.supply);
    const leaf = facts.leaves.get(peg.supply);
    const again = order !== undefined && shown.has(order.id);
    rows.push({
      type: 'supply',
      ...place,
      kind: kindOf(peg.supply),
      supply: peg.supply,
      called: order?.workOrder ?? calledOf(peg.supply),
      unit,
      qty: exact(peg.qty),
      of: order?.qty ?? leaf?.qty ?? exact(peg.qty),
      starts: order?.starts ?? leaf?.orderAt ?? null,
      ready: readyOf(peg.supply),
      inTime,
      partner: leaf?.partner ?? null,
      partnerName: leaf?.partnerName ?? null,
      required: leaf?.required ?? null,
      promised: leaf?.promised ?? null,
      place: leaf?.place ?? null,
      state: order?.state ?? null,
      critical,
      again,
    });
    if (order === undefined || again || place.depth >= deepest) return;
    shown.add(order.id);
    // What the order is late by, its material may have come earlier by.
    const lateBy = lateness(order, wanted);
    const drawn = [...groupedByItem(facts.pegs.get(order.id) ?? [])];
    const last = latest(
      drawn.flatMap(([, pegs]) => pegs),
      wanted,
      lateBy,
    );
    within(
      drawn.map(([item, pegs]) => {
        const [first] = pegs.map((one) => one.at).toSorted();
        const at = first === undefined ? null : earlier(first, lateBy);
        const sum = pegs.reduce((total, one) => total + one.qty, 0);
        return {
          seq: facts.seqOf(order, item),
          draw: () =>
            need(item, sum, at, pegs, below(place, item), critical && last !== undefined && pegs.includes(last)),
        };
      }),
      facts.steps.get(order.id) ?? [],
      order.id,
      place,
      critical,
    );
  };

  const nothing = (item: string, qty: number, unit: string, place: Place): void => {
    rows.push({
      type: 'supply',
      ...place,
      kind: 'nothing',
      supply: 'nothing',
      called: '',
      unit,
      qty,
      of: qty,
      starts: null,
      ready: null,
      inTime: false,
      partner: null,
      partnerName: null,
      required: null,
      promised: null,
      place: null,
      state: null,
      critical: false,
      again: false,
    });
    const { drawn, steps } = facts.explode(item, qty);
    within(
      drawn.map((one) => ({
        seq: one.seq,
        draw: () => need(one.item, one.qty, null, [], below(place, `${one.item}@${one.seq}`), false),
      })),
      steps,
      '',
      place,
      false,
    );
  };

  /** Material before the step that draws it; what no step draws comes first. */
  const within = (
    material: readonly { readonly seq: number; readonly draw: () => void }[],
    steps: readonly Step[],
    order: string,
    place: Place,
    critical: boolean,
  ): void => {
    const left = [...material].sort((a, b) => a.seq - b.seq);
    const drawUpTo = (seq: number): void => {
      while (left[0] && left[0].seq <= seq) left.shift()?.draw();
    };
    for (const step of [...steps].sort((a, b) => a.seq - b.seq)) {
      drawUpTo(step.seq);
      rows.push({ type: 'step', ...below(place, `step ${step.seq}`), ...step, order, critical });
    }
    drawUpTo(Number.POSITIVE_INFINITY);
  };

  const pegs = facts.pegs.get(line.consumer) ?? [];
  need(line.item, line.qty, line.due, pegs, { id: line.item, parent: null, depth: 0 }, true);
  return rows;
}

/** Milliseconds that an order ends after it is wanted. */
const lateness = (order: PlannedOrder, wanted: string | null): number =>
  wanted === null ? 0 : Math.max(0, Date.parse(order.ends) - Date.parse(wanted));

const below = (place: Place, name: string): Place => ({
  id: `${place.id} › ${name}`,
  parent: place.id,
  depth: place.depth + 1,
});

const earlier = (at: string, milliseconds: number): string =>
  milliseconds === 0 ? at : later(at, -milliseconds / 1000);

function groupedByItem(pegs: readonly Peg[]): ReadonlyMap<string, readonly Peg[]> {
  const groups = new Map<string, Peg[]>();
  for (const peg of pegs) {
    const known = groups.get(peg.item);
    if (known) known.push(peg);
    else groups.set(peg.item, [peg]);
  }
  return groups;
}
