/** What may be done with a supply where an order is read: the next step of its life, and its way out of the frozen zone. Pure. */
import type { SheetRow, SupplyRow } from './productionsheet.ts';

export type Door = 'firm' | 'release' | 'from-zone';

export interface May {
  readonly orders: boolean;
  /** Releases from the frozen zone. */
  readonly zone: boolean;
}

/** Supplies of which the frozen zone holds a step. */
export const heldIn = (rows: readonly SheetRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => (row.type === 'step' && row.frozen ? row.order : [])));

/** A supply that is shown twice has its doors where it is shown first. */
export function doorsOf(row: SupplyRow, may: May, held: ReadonlySet<string>): readonly Door[] {
  if (row.again) return [];
  const doors: Door[] = [];
  if (may.orders && row.kind === 'planned') doors.push('firm');
  if (may.orders && row.kind === 'work' && row.state === 'firm') doors.push('release');
  if (may.zone && row.kind === 'work' && held.has(row.supply)) doors.push('from-zone');
  return doors;
}
