/** In which unit a quantity field of a record is counted, and how finely; over the records and what comes in. */
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

/** Every quantity of the row with decimals that its unit does not count, with the sentence to tell. */
export function decimalFaults(kind: Kind, row: Row, units: UnitsKnown): readonly Fault[] {
  const faults: Fault[] = [];
  for (const field of kind.fields) {
    if (field.type !== 'quantity') continue;
    const value = row[field.name];
    if (typeof value !== 'number' || Number.isInteger(value)) continue;
    const unit = units.of(kind, field, row);
    if (unit && Number(value.toFixed(unit.decimals)) !== value)
      faults.push({
        field: field.name,
        column: field.label,
        value: String(value),
        text: `${field.label} ${value} has more decimals than ${unit.code} is counted in (${unit.decimals === 0 ? 'whole numbers only' : unit.decimals}). Maybe raise the decimals of the unit.`,
      });
  }
  return faults;
}
