/** In which unit a quantity field of a record is counted, and how finely; over the records and what comes in. */
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
  ) {}

  static of(rows: {
    readonly units: readonly Row[];
    readonly items: readonly Row[];
    readonly work_orders: readonly Row[];
  }): UnitsKnown {
    const known = new UnitsKnown(new Map(), new Map(), new Map());
    for (const [kind, list] of Object.entries(rows)) known.add(kind, list);
    return known;
  }

  copy(): UnitsKnown {
    return new UnitsKnown(new Map(this.decimals), new Map(this.unitOfItem), new Map(this.itemOfWork));
  }

  add(kind: string, rows: readonly Row[]): void {
    for (const row of rows)
      if (kind === 'units') this.decimals.set(String(row.code), Number(row.decimals));
      else if (kind === 'items') this.unitOfItem.set(String(row.code), String(row.unit));
      else if (kind === 'work_orders') this.itemOfWork.set(String(row.number), String(row.item));
  }

  /** Undefined when the item or its unit is not known: that is a fault of its own. */
  of(kind: Kind, field: Field & { type: 'quantity' }, row: Row): CountedUnit | undefined {
    const code = this.unitCode(kind, field, row);
    const decimals = code === undefined ? undefined : this.decimals.get(code);
    return code === undefined || decimals === undefined ? undefined : { code, decimals };
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

function faultOf(value: number, { code, decimals }: CountedUnit): string | undefined {
  const most = mostCounted(decimals);
  if (Math.abs(value) > most)
    return `is more than can be planned with; ${most} ${code} are the most. Maybe a digit too many?`;
  return Number(value.toFixed(decimals)) === value
    ? undefined
    : `has more decimals than ${code} is counted in (${decimals === 0 ? 'whole numbers only' : decimals}). Maybe raise the decimals of the unit.`;
}
