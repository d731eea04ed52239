/** In which unit a quantity field of a record is counted, and how finely, and which items are bought; over the records and what comes in. */
import { mostCounted } from '../../house/amounts.ts';
import type { Fault } from '../../house/errors.ts';
import type { Field, Kind, Row } from '../../house/kind.ts';

interface CountedUnit {
  readonly code: string;
  readonly decimals: number;
}

export class UnitsKnown {
  private constructor(
    private readonly decimals: Map<string, number>,
    private readonly unitOfItem: Map<string, string>,
    private readonly itemOfWork: Map<string, string>,
    private readonly supplyOfItem: Map<string, string>,
  ) {}

  static of(rows: {
    readonly units: readonly Row[];
    readonly items: readonly Row[];
    readonly work_orders: readonly Row[];
  }): UnitsKnown {
    const known = new UnitsKnown(new Map(), new Map(), new Map(), new Map());
    for (const [kind, list] of Object.entries(rows)) known.add(kind, list);
    return known;
  }

  copy(): UnitsKnown {
    return new UnitsKnown(
      new Map(this.decimals),
      new Map(this.unitOfItem),
      new Map(this.itemOfWork),
      new Map(this.supplyOfItem),
    );
  }

  add(kind: string, rows: readonly Row[]): void {
    for (const row of rows)
      if (kind === 'units') this.decimals.set(String(row.code), Number(row.decimals));
      else if (kind === 'items') {
        this.unitOfItem.set(String(row.code), String(row.unit));
        this.supplyOfItem.set(String(row.code), String(row.supply));
      } else if (kind === 'work_orders') this.itemOfWork.set(String(row.number), String(row.item));
  }

  /** Undefined when the item or its unit is not known: that is a fault of its own. */
  of(kind: Kind, field: Field & { type: 'quantity' }, row: Row): CountedUnit | undefined {
    const code = this.unitCode(kind, field, row);
    const decimals = code === undefined ? undefined : this.decimals.get(code);
    return code === undefined || decimals === undefined ? undefined : { code, decimals };
  }

  /** "buy", "make"; undefined when the item is not known. */
  supplyOf(item: string): string | undefined {
    return this.supplyOfItem.get(item);
  }

  private unitCode(kind: Kind, field: Field & { type: 'quantity' }, row: Row): string | undefined {
    if (field.item === undefined) return kind.name === 'items' ? String(row.unit) : undefined;
    const through = kind.fields.find((one) => one.name === field.item);
    const named = String(row[field.item]);
    const item = through?.type === 'reference' && through.to === 'work_orders' ? this.itemOfWork.get(named) : named;
    return item === undefined ? undefined : this.unitOfItem.get(item);
  }
}

/** Every quantity of the row that is finer than its unit counts, or more than is planned with, with the sentence to tell. */
export function quantityFaults(kind: Kind, row: Row, units: UnitsKnown): readonly Fault[] {
  const faults: Fault[] = [];
  for (const field of kind.fields) {
    if (field.type !== 'quantity') continue;
    const value = row[field.name];
    if (typeof value !== 'number') continue;
    const unit = units.of(kind, field, row);
    const text = unit && faultOf(value, unit);
    if (text !== undefined)
      faults.push({
        field: field.name,
        column: field.label,
        value: String(value),
        text: `${field.label} ${value} ${text}`,
      });
  }
  return faults;
}

/** Every vendor that is named for an item which is not bought. */
export function boughtFaults(kind: Kind, row: Row, units: UnitsKnown): readonly Fault[] {
  return kind.fields.flatMap((field): readonly Fault[] => {
    if (field.type !== 'reference' || field.bought === undefined || (row[field.name] ?? null) === null) return [];
    const item = String(row[field.bought]);
    const supply = units.supplyOf(item);
    if (supply === undefined || supply === 'buy') return [];
    return [
      {
        field: field.name,
        column: field.label,
        value: String(row[field.name]),
        text: `${item} is not bought: its supply is ${supply}. Maybe leave ${field.label} empty, or change the supply of the item.`,
      },
    ];
  });
}

function faultOf(value: number, { code, decimals }: CountedUnit): string | undefined {
  const most = mostCounted(decimals);
  if (Math.abs(value) > most)
    return `is more than can be planned with; ${most} ${code} are the most. Maybe a digit too many?`;
  return Number(value.toFixed(decimals)) === value
    ? undefined
    : `has more decimals than ${code} is counted in (${decimals === 0 ? 'whole numbers only' : decimals}). Maybe raise the decimals of the unit.`;
}
